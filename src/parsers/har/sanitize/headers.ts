// Headers of requests and answers by what they hold: addresses of pages, hosts, people, versions, or anything.

/** Hold a URL, or several. */
export const urlHeader =
  /^(?:location|content-location|referer|origin|:path|refresh|x-original-url|x-rewrite-url|access-control-allow-origin)$/i;
export const hostHeader =
  /^(?:host|:authority|x-forwarded-host|x-forwarded-server|x-host|x-served-by|x-backend-server)$/i;
export const personHeader = /^(?:x-[\w-]{0,40}(?:user(?:name|id)?|login|email|upn)|from|remote-user)$/i;
export const organizationHeader =
  /^x-[\w-]{0,40}(?:org(?:anization)?|tenant|company|customer|account)(?:-?(?:id|name))?$/i;
/** Numbers in these look like addresses. */
export const versionHeader = /^(?:user-agent|sec-ch-ua[\w-]{0,40}|server|x-powered-by|via|x-[\w-]{0,40}version)$/i;
/** Of a host that is nobody's, all that helps to see what happened; the rest may hold anything. */
export const harmlessHeader =
  /^(?::method|:scheme|:status|accept[\w-]{0,20}|access-control-[\w-]{1,40}|age|allow|alt-svc|cache-control|connection|content-(?:encoding|language|length|type)|date|expires|keep-alive|last-modified|pragma|range|retry-after|sec-fetch-[\w-]{1,20}|strict-transport-security|te|transfer-encoding|upgrade[\w-]{0,30}|vary|x-content-type-options|x-frame-options|x-xss-protection|x-cache)$/i;
