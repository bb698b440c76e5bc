// IP addresses in a text, and the ranges that their stand-ins are taken from: a private address stays private, of the
// same block, so that what it tells of the network's shape stays true.

export type AddressKind = 'ten' | 'twelve' | 'sixteen' | 'shared' | 'link' | 'outside' | 'six';

interface Block {
  readonly kind: AddressKind;
  readonly form: (given: number) => string;
  /** The number of an address that is a stand-in itself. */
  readonly numberOf: (address: string) => number | undefined;
}

function block(kind: AddressKind, prefix: string, octets: 1 | 2): Block {
  const most = 256 ** octets - 1;
  const own = new RegExp(`^${prefix.replaceAll('.', '\\.')}(?:(\\d{1,3})\\.)?(\\d{1,3})$`);
  return {
    kind,
    form: (given) => {
      const at = ((given - 1) % most) + 1;
      return octets === 1 ? `${prefix}${at}` : `${prefix}${at >> 8}.${at & 255}`;
    },
    numberOf: (address) => {
      const [, high, low] = own.exec(address) ?? [];
      if (low === undefined || (high === undefined) !== (octets === 1)) return undefined;
      const number = Number(high ?? 0) * 256 + Number(low);
      return number === 0 ? undefined : number;
    },
  };
}

const blocks = {
  ten: block('ten', '10.255.', 2),
  twelve: block('twelve', '172.31.', 2),
  sixteen: block('sixteen', '192.168.255.', 1),
  shared: block('shared', '100.127.', 2),
  link: block('link', '169.254.255.', 1),
  // Set aside for tests of devices (RFC 2544): nobody's.
  outside: block('outside', '198.18.', 2),
} as const;

/** Documentation prefix (RFC 3849). */
const six: Block = {
  kind: 'six',
  form: (given) => `2001:db8::${given.toString(16)}`,
  numberOf: (address) => {
    const [, hex] = /^2001:db8::([1-9a-f][0-9a-f]{0,3})$/.exec(address) ?? [];
    return hex === undefined ? undefined : Number.parseInt(hex, 16);
  },
};

/** Undefined for what is no address, and for addresses that every machine has. */
export function addressBlock(text: string): Block | undefined {
  if (text.includes(':')) return isIpv6(text) && text !== '::1' && text !== '::' ? six : undefined;
  const octets = text.split('.').map(Number);
  const [a = 0, b = 0] = octets;
  if (octets.length !== 4 || octets.some((octet) => !(octet <= 255))) return undefined;
  if (a === 0 || a === 127 || a >= 224) return undefined;
  if (a === 10) return blocks.ten;
  if (a === 172 && b >= 16 && b < 32) return blocks.twelve;
  if (a === 192 && b === 168) return blocks.sixteen;
  if (a === 100 && b >= 64 && b < 128) return blocks.shared;
  if (a === 169 && b === 254) return blocks.link;
  return blocks.outside;
}

export function isPrivateAddress(text: string): boolean {
  const kind = addressBlock(text.replace(/^\[|\]$/g, ''))?.kind;
  return kind !== undefined && kind !== 'outside' && (kind !== 'six' || /^\[?f[cde]/i.test(text));
}

export function isIpv6(text: string): boolean {
  const halves = text.split('::');
  if (halves.length > 2) return false;
  const groups = halves.flatMap((half) => (half === '' ? [] : half.split(':')));
  if (!groups.every((group) => /^[0-9a-f]{1,4}$/i.test(group))) return false;
  return halves.length === 2 ? groups.length < 8 && groups.length > 0 : groups.length === 8;
}
