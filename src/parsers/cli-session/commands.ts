// Commands of the AsyncOS command line. They tell a prompt of an appliance from any other `name> text`, and which
// sessions are of an appliance at all. Source: CLI reference guides of Cisco Secure Email Gateway and its manager.

/** Commands that hardly anything else has. */
const own =
  'addressconfig adminaccessconfig alertconfig aliasconfig altsrchost antispamconfig antispamstatus antispamupdate antivirusconfig antivirusstatus antivirusupdate archivemessage awsconfig authconfig backupconfig bounceconfig bouncerecipients callaheadconfig caseconfig certconfig cleansmtp clearchanges clearmessage cliconfig clustercheck clusterconfig clustermode cloudserviceconfig commitdetail contentscannerstatus csnconfig dcdconfig deleterecipients deliveryconfig delivernow destconfig dictionaryconfig displayalerts dlprollback dlpstatus dnsconfig dnsflush dnshostprefs dnslistconfig dnslisttest dnsstatus domainkeysconfig dropmessage ecconfig ecstatus ecupdate emconfig emdiagnostic encryptionconfig encryptionstatus etherconfig eventingconfig exceptionconfig featurekey featurekeyconfig fipsconfig generalconfig geolocationupdate graymailconfig graymailstatus gdprconfig hatconfig healthcheck healthconfig hostrate hoststatus imageanalysisconfig incomingrelayconfig interfaceconfig iptables ipmetricsconfig jetconfig journalingconfig ldapconfig ldapflush ldaptest license_smart listenerconfig loadconfig loadlicense localeconfig logconfig mailconfig makelogsubs messagefilterconfig migrateconfig mtastatus ntpconfig oldmessage outbreakconfig outbreakflush outbreakstatus outbreakupdate packetcapture passphraseconfig passwdconfig policyconfig publishconfig quarantineconfig redirectrecipients remotepower removemessage repengstatus reportingconfig resetconfig resetqueue resumedel resumelistener rollbackconfig rollovernow routeconfig samlconfig scanconfig sdrconfig sdrdiagnostics sdrstatus sdrupdate senderbaseconfig sethostname setgateway settime settz showalerts showchanges showconfig showlicense showmessage showrecipients slblconfig smaconfig smimeconfig smtpauthconfig smtproutes snmpconfig sshconfig stripheaders suspenddel suspendlistener systemsetup techsupport textconfig threatresponseconfig threatfeedconfig threatfeedstatus tlsverify topin trackingconfig trailblazerconfig tzupdate unsubscribe updateconfig updatenow urllistconfig userconfig vofconfig websecurityconfig workqueue wipedata dnsstat applianceconfig'.split(
    ' ',
  );
/** Commands that other programs have as well. */
const common =
  'clear commit curl date diagnostic disconnect exit filters findevent grep help history hostname last logout netstat nslookup ping ping6 quit rate reboot resume resetcounters revert shutdown smbtconfig status suspend supportrequest tail telnet test tophosts traceroute traceroute6 trace tzlist upgrade version who whoami'.split(
    ' ',
  );

const ownSet: ReadonlySet<string> = new Set(own);
const all: ReadonlySet<string> = new Set([...own, ...common]);

export function isCommand(word: string): boolean {
  return all.has(word.toLowerCase());
}

export function isOwnCommand(word: string): boolean {
  return ownSet.has(word.toLowerCase());
}

/** Prompts of programs that answer to `status` and `version` as well. */
export function isOtherProgram(prompt: string): boolean {
  return /^(?:s?ftp|lftp|telnet|mysql|mariadb|sqlite|psql|postgres|gdb|lldb|irb|node|redis|mongo|erl|iex|scala|ghci|smb|nslookup|dig|sql|hive|influx|switch|router|ciscoasa|firewall|note|cmd|ps|c|network|quote)$/i.test(
    prompt,
  );
}
