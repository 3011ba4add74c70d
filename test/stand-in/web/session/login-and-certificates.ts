import { X509Certificate } from 'node:crypto';
import { connect } from 'node:tls';
import type { AuthInfo, Certificate, CertificatePrincipal } from 'electron';
import { app } from '../../app/app.ts';
import type { PageChannel } from '../../chromium/cdp.ts';
import { createEvent, emitSafely } from '../../event-object.ts';
import { netError } from '../navigation/net-errors.ts';
import { fromWire } from '../network/protocol.ts';
import { addressOf, type Paused } from '../network/request-details.ts';
import { MAIN, type PageState } from '../page/page-state.ts';

interface AuthRequired extends Paused {
  readonly authChallenge: {
    readonly source?: string;
    readonly origin: string;
    readonly scheme: string;
    readonly realm: string;
  };
}

// The protocol names the request of a challenge by its pause alone, and by the same one at each try.
const attempts = new WeakMap<PageState, Map<string, number>>();

function onLogin(state: PageState, page: PageChannel, event: AuthRequired): void {
  const { requestId, authChallenge, frameId, resourceType } = event;
  const respond = (authChallengeResponse: object): void =>
    void page.send('Fetch.continueWithAuth', { requestId, authChallengeResponse });
  const { hostname, port, protocol } = new URL(authChallenge.origin);
  const info: AuthInfo = {
    isProxy: authChallenge.source === 'Proxy',
    scheme: authChallenge.scheme,
    realm: authChallenge.realm,
    host: hostname,
    port: Number(port) || (protocol === 'https:' ? 443 : 80),
  };
  const before = attempts.get(state) ?? new Map<string, number>();
  const asked = before.get(requestId) ?? 0;
  attempts.set(state, before.set(requestId, asked + 1));
  const details = {
    url: addressOf(event),
    pid: state.processId,
    isRequestForNavigation: resourceType === 'Document',
    firstAuthAttempt: asked === 0,
  };
  let isAnswered = false;
  const callback = (username?: string, password?: string): void => {
    if (isAnswered) return;
    isAnswered = true;
    if (username === undefined) respond({ response: 'CancelAuth' });
    else respond({ response: 'ProvideCredentials', username, password: password ?? '' });
  };
  const electronEvent = createEvent({ frameId });
  emitSafely(state.owner, 'login', electronEvent, details, info, callback);
  emitSafely(app, 'login', electronEvent, state.owner, details, info, callback);
  if (!electronEvent.defaultPrevented) callback();
}

function principal(text: string): CertificatePrincipal {
  const field = (name: string): string => new RegExp(`^${name}=(.*)$`, 'm').exec(text)?.[1] ?? '';
  return {
    commonName: field('CN'),
    country: field('C'),
    locality: field('L'),
    state: field('ST'),
    organizations: [field('O')].filter(Boolean),
    organizationUnits: [field('OU')].filter(Boolean),
  };
}

function describeCertificate(raw: Buffer): Certificate {
  const certificate = new X509Certificate(raw);
  const subject = principal(certificate.subject);
  const issuer = principal(certificate.issuer);
  const digest = Buffer.from(certificate.fingerprint256.replaceAll(':', ''), 'hex').toString('base64');
  const described = {
    data: certificate.toString(),
    fingerprint: `sha256/${digest}`,
    serialNumber: certificate.serialNumber,
    subject,
    subjectName: subject.commonName,
    issuer,
    issuerName: issuer.commonName,
    validStart: Date.parse(certificate.validFrom) / 1000,
    validExpiry: Date.parse(certificate.validTo) / 1000,
  };
  // A self-signed certificate is its own issuer; a longer chain is not read here.
  const whole: Certificate = Object.defineProperty({ ...described, issuerCert: undefined as never }, 'issuerCert', {
    get: () => whole,
  });
  return whole;
}

/** The protocol names the certificate only by its error: the server is asked for it once more, sending nothing. */
function serverCertificate(url: string): Promise<Certificate> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const servername = /^[\d.]+$|:/.test(hostname) ? {} : { servername: hostname };
    const socket = connect({ host: hostname, port: Number(port) || 443, rejectUnauthorized: false, ...servername });
    socket.once('error', reject);
    socket.once('secureConnect', () => {
      const { raw } = socket.getPeerCertificate();
      socket.destroy();
      resolve(describeCertificate(raw));
    });
  });
}

interface CertificateError {
  readonly eventId: number;
  readonly errorType: string;
  readonly requestURL: string;
}

/** Chromium only aborts a load whose certificate is refused over the protocol; Electron's fails with the reason. */
function refuseNavigation(state: PageState, error: CertificateError): void {
  const navigation = state.pending.get(MAIN);
  const [refused] = fromWire(error.requestURL).split('#');
  if (navigation?.url.split('#')[0] === refused && navigation) navigation.error = netError(error.errorType);
}

async function onCertificateError(state: PageState, page: PageChannel, error: CertificateError): Promise<void> {
  const certificate = await serverCertificate(error.requestURL);
  let isAnswered = false;
  const callback = (isTrusted: boolean): void => {
    if (isAnswered) return;
    isAnswered = true;
    if (!isTrusted) refuseNavigation(state, error);
    const action = isTrusted ? 'continue' : 'cancel';
    void page.send('Security.handleCertificateError', { eventId: error.eventId, action });
  };
  const event = createEvent();
  const url = fromWire(error.requestURL);
  const rest = [url, `net::${error.errorType.replace(/^net::/, '')}`, certificate, callback, true];
  // Electron's own listener on app hands the event to the page before the application's listeners see it.
  emitSafely(state.owner, 'certificate-error', event, ...rest);
  emitSafely(app, 'certificate-error', event, state.owner, ...rest);
  if (!event.defaultPrevented) callback(false);
}

/** Asks the application about passwords and untrusted certificates; without an answer both are refused. */
export function watchLogin(state: PageState, page: PageChannel): void {
  page.on('Fetch.authRequired', (event: AuthRequired) => onLogin(state, page, event));
  page.on('Security.certificateError', (error: CertificateError) => {
    onCertificateError(state, page, error).catch(() => {
      void page.send('Security.handleCertificateError', { eventId: error.eventId, action: 'cancel' });
    });
  });
  void page.send('Security.enable');
  void page.send('Security.setOverrideCertificateErrors', { override: true });
}
