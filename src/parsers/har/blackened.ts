// What people put over a value before they hand out a capture: it names nobody and is no value.

// [redacted] | <masked> | ***** | ████ | [token#1]
export function isBlackened(text: string): boolean {
  return (
    /^[[(<{]?(?:redacted|masked|removed|hidden|sanitized|anonymi[sz]ed|geschwärzt|oculto)[\])>}]?$/i.test(text) ||
    /\*{3}|^[x█▇■●•_-]{3,}$/i.test(text) ||
    /^\[[a-z]{2,12}(?:#(?:\d{1,6}|[0-9a-f]{16}))?\]$/.test(text)
  );
}
