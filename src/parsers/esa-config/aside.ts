// What of an export runs on the appliance, and what people left out of it. Exports have neither backups nor templates
// that anybody has published: what looks like one is not read, so that it can neither accuse nor clear an appliance.

// backup | config_old | machine-template | previous_settings
const asideName =
  /(?:^|[_.-])(?:archived?|backups?|bak|candidate|copy|defaults|deleted|disabled|drafts?|examples?|factory|historic|history|inactive|obsolete|old|original|pending|prev|previous|removed|restore|rollback|samples?|saved|snapshots?|staged|templates?|unused)(?:[_.-]|$)/i;

export function isAsideByName(name: string): boolean {
  return name.length > 2 && asideName.test(name);
}

// <interfaces disabled="1"> | <machine enabled="no"> | <section type="template"> but not <machine name="esa-backup">
const switchedOff = /\s(?:is_?)?(?:enabled?|active|live)\s{0,9}=\s{0,9}["'](?:0|n|no|off|false|disabled)["']/i;
const switchedAside =
  /\s(?:is_?)?(?:disabled?|inactive|deleted|template)\s{0,9}=\s{0,9}["'](?!0|n|no|off|false)[^"']{0,99}["']/i;
const kindAside = /\s(?:type|state|status|mode|kind|class|role)\s{0,9}=\s{0,9}["']([^"']{1,99})["']/i;

export function isAsideByTag(tag: string): boolean {
  if (!tag.includes('=')) return false;
  const kind = kindAside.exec(tag)?.[1];
  return switchedOff.test(tag) || switchedAside.test(tag) || (kind !== undefined && isAsideByName(kind));
}

/** `<state>disabled</state>` tells of the element around it. */
export function isAsideByText(name: string, text: string): boolean {
  const said = text.trim().toLowerCase();
  if (/^(?:is_?)?(?:enabled?|active|live)$/i.test(name)) return /^(?:0|n|no|off|false|disabled)$/.test(said);
  if (/^(?:is_?)?(?:disabled?|inactive|deleted|template)$/i.test(name)) return !/^(?:0|n|no|off|false)$/.test(said);
  return /^(?:(?:admin_)?(?:state|status)|type|kind)$/i.test(name) && (said === 'off' || isAsideByName(said));
}

// … | [snip] | --- lines removed --- | gekürzt | 省略
const elision =
  /\.\.\.|\u2026|snip|remov|omit|delet|shorten|redact|truncat|elided|stripped|left out|cut (?:here|out|off)|entfern|gek\u00fcrzt|ausgelassen|omitid|cortad|suprimid|\u7701\u7565|\u524a\u9664|\u4e2d\u7565/i;

/** A comment that may stand for what was left out. */
export function isElision(comment: string): boolean {
  return elision.test(comment);
}

// <api_httpd_port>6080</api_httpd_port> and nothing else
const hiddenElement = /^\s{0,999}<([\w.-]{1,100})>[^<>]{0,999}<\/\1>\s{0,999}/;

/** A comment around whole elements: as in XML they are not there, and nothing else is missing. */
export function isHidden(comment: string): boolean {
  let rest = comment;
  for (let found = hiddenElement.exec(rest); found; found = hiddenElement.exec(rest)) {
    rest = rest.slice(found[0].length);
    if (rest === '') return true;
  }
  return false;
}
