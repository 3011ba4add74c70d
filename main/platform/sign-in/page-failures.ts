import type { Certificate } from 'electron';
import type { Failure } from '../../../preload/contract/errors.ts';
import type { CertificateView } from '../../../preload/contract/sign-in-bar.ts';
import { longestWords } from '../../core/base/limits.ts';
import { hostOf } from './page-address.ts';

/** A page that loads for longer is said to be slow; it is not stopped. */
export const slowPageMs = 30_000;

// Codes of Chromium's net/base/net_error_list.h.
const byCode: Readonly<Record<number, Failure['code']>> = {
  [-7]: 'timed-out',
  [-20]: 'page-blocked',
  [-21]: 'offline',
  [-27]: 'page-blocked',
  [-30]: 'page-blocked',
  [-106]: 'offline',
  [-111]: 'proxy-auth',
  [-115]: 'proxy-auth',
  [-118]: 'timed-out',
  [-127]: 'proxy-auth',
  [-130]: 'proxy-auth',
  [-131]: 'proxy-auth',
  [-136]: 'proxy-auth',
  [-300]: 'bad-input',
  [-301]: 'page-blocked',
  [-302]: 'page-blocked',
  [-310]: 'bad-reply',
};
/** What is wrong with a certificate, where a person can do something about it. */
const certificateReasons: Readonly<Record<number, string>> = {
  [-200]: 'wrong-host',
  [-201]: 'wrong-date',
  [-202]: 'unknown-issuer',
  [-206]: 'revoked',
};
/** Why nothing came at all, where that tells a person what to look at. */
const distanceReasons: Readonly<Record<number, string>> = {
  [-102]: 'not-reached',
  [-104]: 'not-reached',
  [-105]: 'not-found',
  [-109]: 'not-reached',
  [-137]: 'not-found',
};
const clientCertificate = new Set([-110, -117, -134, -135, -141]);
const emptyErrorPage = -379;
/** A navigation that something newer replaced: no failure at all. */
const aborted = -3;

/**
 * What a failed load of the page means for the person, with the host as its detail; nothing for one that was replaced.
 * `status` is the page's last HTTP status, for an error without a page of its own.
 */
export function failureOfLoad(code: number, url: string, status?: number): Failure | undefined {
  if (code === aborted) return undefined;
  if (clientCertificate.has(code)) return noCertificate;
  const isCertificate = code <= -200 && code > -300;
  const found = isCertificate ? 'certificate' : (byCode[code] ?? 'provider-down');
  const host = hostOf(url);
  if (host === '' || found === 'offline') return { code: found };
  const reason = certificateReasons[code] ?? distanceReasons[code];
  if (reason !== undefined) return { code: found, detail: host, reason };
  const hasStatus = code === emptyErrorPage && status !== undefined;
  return { code: found, detail: hasStatus ? `${host} (${status})` : host };
}

/** What a page's own HTTP status says although there is a page to see; a refusal's page explains itself. */
export function failureOfStatus(status: number, url: string): Failure | undefined {
  if (status === 429) return { code: 'rate-limited', detail: hostOf(url) };
  return status >= 500 ? { code: 'provider-down', detail: hostOf(url) } : undefined;
}

/** Whether an answer with these headers has nothing to show: Chromium then shows a blank page, and no error. */
export function isEmptyAnswer(headers: Readonly<Record<string, readonly string[]>> | undefined): boolean {
  return Object.entries(headers ?? {}).some(
    ([name, values]) => name.toLowerCase() === 'content-length' && values.some(value => value.trim() === '0'),
  );
}

/** Permissions whose refusal a person would notice, by what was wanted; the others are refused without a word. */
const noticed: Readonly<Record<string, string>> = {
  media: 'media',
  'display-capture': 'screen',
  geolocation: 'location',
  hid: 'device',
  usb: 'device',
  serial: 'device',
  midi: 'device',
  midiSysex: 'device',
  openExternal: 'program',
  download: 'download',
};

/** What to say when a page asked for something no sign-in page gets. */
export function failureOfPermission(permission: string): Failure | undefined {
  const reason = noticed[permission];
  return reason === undefined ? undefined : { code: 'page-blocked', reason };
}

/** What to say when a page went for an address that is none of the web's. */
export const failureOfScheme = (scheme: string): Failure => ({
  code: 'page-blocked',
  reason: 'scheme',
  detail: scheme.slice(0, 20),
});

/** A server wants a certificate of this computer, and there is none to choose. */
export const noCertificate: Failure = { code: 'page-blocked', reason: 'no-certificate' };

const longestShown = 80;

/** A stranger's own words, fit to stand among ours: one line, nothing that turns the text around, and not for long. */
export function wordsOf(text: string): string {
  const line = text
    .slice(0, longestWords)
    .replace(/[\p{C}\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  return line.length > longestShown ? `${line.slice(0, longestShown - 1)}…` : line;
}

/** A passkey, or a security key, that the page asked for and did not get in this window. */
export const refusedPasskey: Failure = { code: 'page-blocked', reason: 'passkey' };

/** What a certificate says of itself, for a person to compare. */
export const viewCertificate = ({ subjectName, issuerName, validExpiry }: Certificate): CertificateView => ({
  subject: wordsOf(subjectName),
  issuer: wordsOf(issuerName),
  untilAt: validExpiry * 1000,
});

/** For a password that would cross the network as it is: it is refused and said so. */
export const failureOfPasswordPrompt = (prompt: { readonly host: string; readonly port: number }): Failure => ({
  code: 'proxy-auth',
  detail: `${prompt.host}:${prompt.port}`,
});
