import { expect, test } from 'vitest';
import { createStripState, type StripState } from '../../../main/platform/sign-in/sign-in-bar.ts';
import type { StripView } from '../../../preload/contract/sign-in-bar-view.ts';

const origin = 'https://www.readycloud.com';
const authorizationUrl = `${origin}/api/v1/oauth2/authorize?client_id=a&state=s`;

function start(): { readonly strip: StripState; readonly views: StripView[] } {
  const views: StripView[] = [];
  const strip = createStripState({
    providerName: 'ReadyCloud',
    authorizationUrl,
    sessionOnly: false,
    stay: { offered: true },
    onChange: view => views.push(view),
  });
  return { strip, views };
}

test('before the first page there is no origin, no lock, and step 1', () => {
  expect(start().strip.view()).toEqual({
    mode: 'page',
    comesBack: false,
    origin: '',
    host: '',
    secure: false,
    loading: true,
    step: 1,
    standsStill: false,
    question: 0,
    providerName: 'ReadyCloud',
    sessionOnly: false,
    mayStay: true,
    staysSignedIn: false,
  });
});

test('a password is asked for once at a time, and an older question is taken back', () => {
  const { strip } = start();
  const answers: unknown[] = [];
  const prompt = { host: 'proxy.example:3128', realm: 'Staff', isProxy: true, insecure: false, again: false };
  strip.askPassword(prompt, '', (...given) => answers.push(['first', ...given]));
  strip.askPassword({ ...prompt, again: true }, '', (...given) => answers.push(['second', ...given]));
  expect(answers).toEqual([['first']]);
  expect(strip.view()).toMatchObject({ mode: 'password', passwordPrompt: { again: true } });
  // Typed for the first, sent when the second had come.
  strip.answerPassword(1, 'ada', 'meant for the first');
  strip.answerPassword(2, 'ada', 'correct horse');
  strip.answerPassword(2, 'ada', 'once more');
  expect(answers).toEqual([['first'], ['second', 'ada', 'correct horse']]);
  expect(strip.view().mode).toBe('page');
  expect(JSON.stringify(strip.view())).not.toContain('correct horse');
});

test('a question that nobody answered is taken back at the end', () => {
  const { strip } = start();
  const answers: number[] = [];
  strip.askCertificate([{ subject: 'Ada', issuer: 'Acme', untilAt: 0 }], 'https://a.example:443', index =>
    answers.push(index),
  );
  expect(strip.view().mode).toBe('certificate');
  strip.dropQuestion();
  strip.dropQuestion();
  expect(answers).toEqual([-1]);
});

test('a question stands under the address of whoever asks it, not of the page behind it', () => {
  const { strip } = start();
  strip.committed(`${origin}/login`, 200);
  const prompt = { host: 'evil.example:443', realm: 'ReadyCloud', isProxy: false, insecure: false, again: false };
  strip.askPassword(prompt, 'https://evil.example/locked?a#b', () => undefined);
  expect(strip.view()).toMatchObject({ origin: 'https://evil.example', host: 'evil.example', secure: true });
  strip.askPassword({ ...prompt, isProxy: true }, '', () => undefined);
  expect(strip.view()).toMatchObject({ origin: '', host: '', secure: false });
  strip.askCertificate([{ subject: 'Ada', issuer: 'Acme', untilAt: 0 }], 'https://evil.example:443', () => undefined);
  expect(strip.view()).toMatchObject({ origin: 'https://evil.example', host: 'evil.example', secure: false });
  strip.chooseCertificate(2, 0);
  expect(strip.view().mode).toBe('certificate');
  strip.chooseCertificate(3, -1);
  expect(strip.view()).toMatchObject({ origin, secure: true });
});

test('staying signed in is the person’s choice, and only where it is offered', () => {
  const { strip } = start();
  strip.staySignedIn(true);
  expect(strip.view().staysSignedIn).toBe(true);
  const options = { providerName: 'ReadyCloud', authorizationUrl, sessionOnly: true, onChange: () => undefined };
  const without = createStripState({ ...options, stay: { offered: false } });
  without.staySignedIn(true);
  expect(without.view()).toMatchObject({ mayStay: false, staysSignedIn: false });
});

test.each([
  [`${origin}/login?next=1#part`, origin, true],
  ['http://127.0.0.1:8080/login', 'http://127.0.0.1:8080', false],
  ['https://bücher.example/', 'https://xn--bcher-kva.example', true],
  ['https://www.readycloud.com@evil.example/', 'https://evil.example', true],
])('shows where %s really is', (url, shown, secure) => {
  const { strip } = start();
  strip.committed(url, 200);
  const view = strip.view();
  expect([view.origin, view.secure]).toEqual([shown, secure]);
});

test('asks to sign in, then to allow, then is done', () => {
  const { strip } = start();
  const steps: number[] = [];
  const seen = (): void => void steps.push(strip.view().step);
  strip.committed(`${origin}/login?next=authorize`, 200);
  seen();
  strip.committed(`${origin}/login?error=wrong+password`, 200);
  seen();
  strip.committed(`${authorizationUrl}&again=1`, 200);
  seen();
  strip.captured();
  seen();
  expect(steps).toEqual([1, 1, 2, 3]);
});

test('a sign-in form at the authorization address itself is still step 1', () => {
  const { strip } = start();
  strip.committed(authorizationUrl, 200);
  expect(strip.view().step).toBe(1);
});

test('a page that cannot load takes the window; a later page takes it back', () => {
  const { strip } = start();
  strip.blocked({ code: 'certificate', detail: 'www.readycloud.com' }, `${origin}/login`);
  expect(strip.view()).toMatchObject({ mode: 'problem', secure: false, loading: false, origin });
  expect(strip.view().problem).toEqual({ code: 'certificate', detail: 'www.readycloud.com' });
  strip.committed(`${origin}/login`, 200);
  expect(strip.view().mode).toBe('page');
  expect(strip.view().problem).toBeUndefined();
});

test('the page behind a refused password prompt does not hide why it is empty', () => {
  const { strip } = start();
  strip.blocked({ code: 'proxy-auth', detail: 'proxy.example:3128' });
  strip.committed(`${origin}/login`, 407);
  expect(strip.view()).toMatchObject({ mode: 'problem', problem: { code: 'proxy-auth' } });
  strip.committed(`${origin}/login`, 200);
  expect(strip.view().mode).toBe('page');
});

test('a note stands beside the page and goes with the next one', () => {
  const { strip } = start();
  strip.committed(`${origin}/login`, 200);
  strip.note({ code: 'timed-out' });
  expect(strip.view()).toMatchObject({ mode: 'page', problem: { code: 'timed-out' } });
  strip.committed(authorizationUrl, 200);
  expect(strip.view().problem).toBeUndefined();
});

test('what keeps the very first page away is said in its place', () => {
  const { strip } = start();
  strip.note({ code: 'page-blocked', detail: 'download' });
  expect(strip.view()).toMatchObject({ mode: 'problem', problem: { code: 'page-blocked', detail: 'download' } });
});

test('the other address is offered until the page starts over', () => {
  const { strip } = start();
  strip.offerAddress('https://shop.example/done');
  expect(strip.view()).toMatchObject({ mode: 'problem', otherAddress: 'https://shop.example/done' });
  strip.restarted();
  expect(strip.view().otherAddress).toBeUndefined();
});

test('trying again after a page that could not load shows no origin until a page comes', () => {
  const { strip } = start();
  strip.committed(`${origin}/login`, 200);
  strip.restarted();
  expect(strip.view()).toMatchObject({ mode: 'page', origin, loading: true });
  strip.blocked({ code: 'offline' }, `${origin}/login`);
  strip.restarted();
  expect(strip.view()).toMatchObject({ mode: 'page', origin: '', loading: true, step: 1 });
});

test('the own browser takes the window, and going back forgets what pasting failed with', () => {
  const { strip } = start();
  strip.committed(`${origin}/login`, 200);
  strip.inBrowser(true);
  strip.pasteFailed({ code: 'redirect-mismatch' });
  expect(strip.view()).toMatchObject({ mode: 'browser', pasteProblem: { code: 'redirect-mismatch' } });
  strip.inBrowser(false);
  expect(strip.view().mode).toBe('page');
  expect(strip.view().pasteProblem).toBeUndefined();
});

test('pushes whole snapshots, and none that says the same again', () => {
  const { strip, views } = start();
  strip.committed(`${origin}/login`, 200);
  strip.loading(false);
  strip.loading(false);
  expect(views).toHaveLength(2);
  expect(views[1]).toEqual(strip.view());
});
