import { type ClaimsView, type ClaimView, registeredClaims } from '../../../preload/contract/details/details-view.ts';
import { type Claims, isClaims, WrittenNumber } from '../oauth/jwt.ts';
import { isPersonalClaim } from './personal-claims.ts';
import { visibleText } from './visible-text.ts';

/** What of a stranger's claims is shown at most: lines, values in a line, names above each other, letters of a name. */
const [mostLines, mostValues, deepest, longestClaimName] = [100, 50, 4, 100];

/** NumericDate (RFC 7519 section 2): seconds since 1970. */
const instants = ['exp', 'nbf', 'iat', 'auth_time', 'updated_at'];
/** The farthest that a date is from 1970, ms (ECMA-262, "Time Values and Time Range"). */
const farthestInstant = 8.64e15;

/**
 * Claims as a window may have them: a flat list of short lines, whatever a stranger wrote. `isSecret` judges each text
 * as it is, before it is cut.
 */
export const viewClaims = (claims: Claims, isSecret: (text: string) => boolean): ClaimsView => {
  const list: ClaimView[] = [];
  let isCut = false;
  const walk = (value: unknown, path: readonly string[]): void => {
    const inside = isClaims(value) && path.length < deepest ? Object.entries(value) : [];
    for (const [name, one] of inside) walk(one, [...path, name]);
    if (inside.length > 0) return;
    if (list.length < mostLines) list.push(viewClaim(path, value, isSecret));
    else isCut = true;
  };
  for (const [name, value] of Object.entries(claims)) walk(value, [name]);
  return { list, isCut };
};

const viewClaim = (path: readonly string[], value: unknown, isSecret: (text: string) => boolean): ClaimView => {
  const [name = ''] = path;
  const isOwn = path.length === 1;
  const registered = isOwn ? registeredClaims.find(one => one === name) : undefined;
  const personal = isPersonalClaim(name) && { isPersonal: true as const };
  // A name may hold one as well: what is left of it is nothing to read.
  if ([...path, ...textsInside(value)].some(isSecret))
    return { path: path.map(one => (isSecret(one) ? '…' : nameOf(one).text)), values: [], isSecret: true, ...personal };
  const names = path.map(nameOf);
  const all = Array.isArray(value) && value.length > 0 ? value : [value];
  const values = all.slice(0, mostValues).map(one => visibleText(writtenOf(one)));
  const isCut = all.length > mostValues || [...names, ...values].some(one => one.isCut) || all.some(isDeep);
  const at = isOwn && instants.includes(name) ? instantOf(value) : undefined;
  return {
    path: names.map(one => one.text),
    ...(registered !== undefined && { registered }),
    values: values.map(one => one.text),
    ...(at !== undefined && { at }),
    ...(isCut && { isCut: true }),
    ...personal,
  };
};

const nameOf = (name: string) => visibleText(name === '' ? '""' : name, longestClaimName);

/** What lies in a list or an object. */
const partsOf = (value: unknown): readonly unknown[] =>
  Array.isArray(value) ? value : isClaims(value) ? Object.values(value) : [];

/** Lists and objects are written one within the other, and no further. */
const mostInside = 2;
const isDeep = (value: unknown): boolean => reaches(value, mostInside);
const reaches = (value: unknown, levels: number): boolean => {
  const parts = partsOf(value);
  return parts.length > mostValues || (levels === 0 ? parts.length > 0 : parts.some(one => reaches(one, levels - 1)));
};

/** A text as it is; anything else as JSON writes it, as far as it is shown. */
const writtenOf = (value: unknown): string =>
  typeof value === 'string' && value !== '' ? value : jsonOf(value, mostInside);

const jsonOf = (value: unknown, levels: number): string => {
  if (value instanceof WrittenNumber) return value.source;
  const isList = Array.isArray(value);
  if (!isList && !isClaims(value)) return JSON.stringify(value);
  const inside = isList ? value.map(one => ['', one] as const) : Object.entries(value);
  const [open, close] = isList ? ['[', ']'] : ['{', '}'];
  if (inside.length > 0 && levels === 0) return `${open}…${close}`;
  const parts = inside.slice(0, mostValues).map(([name, one]) => {
    const text = jsonOf(one, levels - 1);
    return isList ? text : `${JSON.stringify(name)}: ${text}`;
  });
  return `${open}${[...parts, ...(inside.length > mostValues ? ['…'] : [])].join(', ')}${close}`;
};

/** Every text in a value, names and numbers too, however deep. */
const textsInside = (value: unknown): readonly string[] => {
  const texts: string[] = [];
  const waiting: unknown[] = [value];
  while (waiting.length > 0) {
    const one = waiting.pop();
    if (typeof one === 'string') texts.push(one);
    else if (one instanceof WrittenNumber) texts.push(one.source);
    else if (typeof one === 'number') texts.push(String(one));
    if (isClaims(one)) texts.push(...Object.keys(one));
    waiting.push(...partsOf(one));
  }
  return texts;
};

/** Epoch ms; undefined for what is no instant. */
const instantOf = (value: unknown): number | undefined => {
  const seconds = value instanceof WrittenNumber ? Number(value.source) : value;
  if (typeof seconds !== 'number' || !(seconds > 0)) return undefined;
  const at = Math.round(seconds * 1000);
  return at <= farthestInstant ? at : undefined;
};
