/** One way in which a secret can lie somewhere. */
export interface Form {
  readonly name: string;
  readonly bytes: Buffer;
}

/** Parts shorter than this would be found by chance. */
const shortestPart = 8;
const partLength = 12;

/** Base64 of the text at the three places it can have inside something longer, without the characters it shares. */
const inBase64 = (bytes: Buffer): readonly string[] =>
  [0, 1, 2].map(before => {
    const whole = Buffer.concat([Buffer.alloc(before), bytes]);
    const encoded = whole.toString('base64').replace(/=+$/, '');
    return encoded.slice(Math.ceil((before * 8) / 6), Math.floor((whole.length * 8) / 6));
  });

const base64url = (text: string): string => text.replaceAll('+', '-').replaceAll('/', '_');

const everyByte = (bytes: Buffer, write: (hex: string) => string): string =>
  [...bytes].map(byte => write(byte.toString(16).padStart(2, '0'))).join('');

const everyUnit = (text: string): string =>
  Array.from({ length: text.length }, (_none, at) => text.charCodeAt(at).toString(16).padStart(4, '0'))
    .map(hex => `\\u${hex}`)
    .join('');

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const inHtml = (text: string): string => text.replace(/[&<>"]/g, sign => entities[sign] ?? '');

/** A log line or a title may hold only the beginning or the end; of an address those are no secret. */
const partsOf = (text: string): readonly (readonly [string, string])[] =>
  /^[\w.~+-]+$/.test(text) && text.length >= 2 * partLength
    ? [
        ['its beginning', text.slice(0, partLength)],
        ['its end', text.slice(-partLength)],
      ]
    : [];

const percentEncoded = (text: string, bytes: Buffer): readonly (readonly [string, string])[] => [
  ['percent-encoded', encodeURIComponent(text)],
  ['percent-encoded', encodeURIComponent(text).replace(/%../g, part => part.toLowerCase())],
  ['form-encoded', new URLSearchParams({ a: text }).toString().slice(2)],
  ['percent-encoded throughout', everyByte(bytes, hex => `%${hex}`)],
  ['percent-encoded throughout', everyByte(bytes, hex => `%${hex.toUpperCase()}`)],
];

/** Every form a secret is searched in. Throws for one that is too short to be told from chance. */
export function formsOf(text: string): readonly Form[] {
  if (text.length < shortestPart) throw new Error('a secret this short cannot be searched for');
  const bytes = Buffer.from(text, 'utf8');
  const hex = bytes.toString('hex');
  const written: readonly (readonly [string, string])[] = [
    ['raw', text],
    ...inBase64(bytes).map((part, at) => [`base64, ${at} bytes in`, part] as const),
    ...inBase64(bytes).map((part, at) => [`base64url, ${at} bytes in`, base64url(part)] as const),
    ['hex', hex],
    ['hex, capital', hex.toUpperCase()],
    ...percentEncoded(text, bytes),
    ['JSON', JSON.stringify(text).slice(1, -1)],
    ['JSON throughout', everyUnit(text)],
    ['JSON throughout, capital', everyUnit(text).replace(/[a-f]/g, digit => digit.toUpperCase())],
    ['HTML', inHtml(text)],
    ...partsOf(text),
  ];
  const forms = written.map(([name, form]): Form => ({ name, bytes: Buffer.from(form, 'utf8') }));
  const wide: readonly Form[] = [
    { name: 'UTF-16LE', bytes: Buffer.from(text, 'utf16le') },
    { name: 'UTF-16BE', bytes: Buffer.from(text, 'utf16le').swap16() },
  ];
  const seen = new Set<string>();
  return [...forms, ...wide].filter(form => {
    const key = form.bytes.toString('latin1');
    return !seen.has(key) && seen.add(key) !== undefined;
  });
}
