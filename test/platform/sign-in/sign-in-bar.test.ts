import { expect, test } from 'vitest';
import { createSignInBarState, type SignInBarState } from '../../../main/platform/sign-in/sign-in-bar.ts';
import type { SignInBarView } from '../../../preload/contract/sign-in-bar.ts';

const origin = 'https://www.readycloud.com';
const authorizationUrl = `${origin}/api/v1/oauth2/authorize?client_id=a&state=s`;

function start(): { readonly bar: SignInBarState; readonly views: SignInBarView[] } {
  const views: SignInBarView[] = [];
  const bar = createSignInBarState({
    providerName: 'ReadyCloud',
    authorizationUrl,
    mayUseDevice: false,
    sessionOnly: false,
    stay: { offered: true },
    onChange: view => views.push(view),
  });
  return { bar, views };
}

test('before the first page there is no origin, no lock, and step 1', () => {
  expect(start().bar.view()).toEqual({
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
    mayUseDevice: false,
    sessionOnly: false,
    mayStay: true,
    staysSignedIn: false,
  });
});

test('a password is asked for once at a time, and an older question is taken back', () => {
  const { bar } = start();
  const answers: unknown[] = [];
  const prompt = { host: 'proxy.example:3128', realm: 'Staff', isProxy: true, insecure: false, again: false };
  bar.askPassword(prompt, '', (...given) => answers.push(['first', ...given]));
  bar.askPassword({ ...prompt, again: true }, '', (...given) => answers.push(['second', ...given]));
  expect(answers).toEqual([['first']]);
  expect(bar.view()).toMatchObject({ mode: 'password', passwordPrompt: { again: true } });
  // Typed for the first, sent when the second had come.
  bar.answerPassword(1, 'ada', 'meant for the first');
  bar.answerPassword(2, 'ada', 'correct horse');
  bar.answerPassword(2, 'ada', 'once more');
  expect(answers).toEqual([['first'], ['second', 'ada', 'correct horse']]);
  expect(bar.view().mode).toBe('page');
  expect(JSON.stringify(bar.view())).not.toContain('correct horse');
});

test('a question that nobody answered is taken back at the end', () => {
  const { bar } = start();
  const answers: number[] = [];
  bar.askCertificate([{ subject: 'Ada', issuer: 'Acme', untilAt: 0 }], 'https://a.example:443', index =>
    answers.push(index),
  );
  expect(bar.view().mode).toBe('certificate');
  bar.dropQuestion();
  bar.dropQuestion();
  expect(answers).toEqual([-1]);
});

test('a question stands under the address of whoever asks it, not of the page behind it', () => {
  const { bar } = start();
  bar.committed(`${origin}/login`, 200);
  const prompt = { host: 'evil.example:443', realm: 'ReadyCloud', isProxy: false, insecure: false, again: false };
  bar.askPassword(prompt, 'https://evil.example/locked?a#b', () => undefined);
  expect(bar.view()).toMatchObject({ origin: 'https://evil.example', host: 'evil.example', secure: true });
  bar.askPassword({ ...prompt, isProxy: true }, '', () => undefined);
  expect(bar.view()).toMatchObject({ origin: '', host: '', secure: false });
  bar.askCertificate([{ subject: 'Ada', issuer: 'Acme', untilAt: 0 }], 'https://evil.example:443', () => undefined);
  expect(bar.view()).toMatchObject({ origin: 'https://evil.example', host: 'evil.example', secure: false });
  bar.chooseCertificate(2, 0);
  expect(bar.view().mode).toBe('certificate');
  bar.chooseCertificate(3, -1);
  expect(bar.view()).toMatchObject({ origin, secure: true });
});

test('staying signed in is the person’s choice, and only where it is offered', () => {
  const { bar } = start();
  bar.staySignedIn(true);
  expect(bar.view().staysSignedIn).toBe(true);
  const options = {
    providerName: 'ReadyCloud',
    authorizationUrl,
    mayUseDevice: false,
    sessionOnly: true,
    onChange: () => undefined,
  };
  const without = createSignInBarState({ ...options, stay: { offered: false } });
  without.staySignedIn(true);
  expect(without.view()).toMatchObject({ mayStay: false, staysSignedIn: false });
});

test.each([
  [`${origin}/login?next=1#part`, origin, true],
  ['http://127.0.0.1:8080/login', 'http://127.0.0.1:8080', false],
  ['https://bücher.example/', 'https://xn--bcher-kva.example', true],
  ['https://www.readycloud.com@evil.example/', 'https://evil.example', true],
])('shows where %s really is', (url, shown, secure) => {
  const { bar } = start();
  bar.committed(url, 200);
  const view = bar.view();
  expect([view.origin, view.secure]).toEqual([shown, secure]);
});

test('asks to sign in, then to allow, then is done', () => {
  const { bar } = start();
  const steps: number[] = [];
  const seen = (): void => void steps.push(bar.view().step);
  bar.committed(`${origin}/login?next=authorize`, 200);
  seen();
  bar.committed(`${origin}/login?error=wrong+password`, 200);
  seen();
  bar.committed(`${authorizationUrl}&again=1`, 200);
  seen();
  bar.captured();
  seen();
  expect(steps).toEqual([1, 1, 2, 3]);
});

test('a sign-in form at the authorization address itself is still step 1', () => {
  const { bar } = start();
  bar.committed(authorizationUrl, 200);
  expect(bar.view().step).toBe(1);
});

test('a page that cannot load takes the window; a later page takes it back', () => {
  const { bar } = start();
  bar.blocked({ code: 'certificate', detail: 'www.readycloud.com' }, `${origin}/login`);
  expect(bar.view()).toMatchObject({ mode: 'problem', secure: false, loading: false, origin });
  expect(bar.view().problem).toEqual({ code: 'certificate', detail: 'www.readycloud.com' });
  bar.committed(`${origin}/login`, 200);
  expect(bar.view().mode).toBe('page');
  expect(bar.view().problem).toBeUndefined();
});

test('the page behind a refused password prompt does not hide why it is empty', () => {
  const { bar } = start();
  bar.blocked({ code: 'proxy-auth', detail: 'proxy.example:3128' });
  bar.committed(`${origin}/login`, 407);
  expect(bar.view()).toMatchObject({ mode: 'problem', problem: { code: 'proxy-auth' } });
  bar.committed(`${origin}/login`, 200);
  expect(bar.view().mode).toBe('page');
});

test('a note stands beside the page and goes with the next one', () => {
  const { bar } = start();
  bar.committed(`${origin}/login`, 200);
  bar.note({ code: 'timed-out' });
  expect(bar.view()).toMatchObject({ mode: 'page', problem: { code: 'timed-out' } });
  bar.committed(authorizationUrl, 200);
  expect(bar.view().problem).toBeUndefined();
});

test('what keeps the very first page away is said in its place', () => {
  const { bar } = start();
  bar.note({ code: 'page-blocked', reason: 'download' });
  expect(bar.view()).toMatchObject({ mode: 'problem', problem: { code: 'page-blocked', reason: 'download' } });
});

test('the other address is offered until the page starts over', () => {
  const { bar } = start();
  bar.offerAddress('https://shop.example/done', true);
  expect(bar.view()).toMatchObject({ mode: 'problem', otherAddress: 'https://shop.example/done' });
  bar.restarted();
  expect(bar.view().otherAddress).toBeUndefined();
});

test('another address of the provider’s own stands beside its page', () => {
  const { bar } = start();
  bar.offerAddress(`${origin}/done/`, false);
  bar.committed(`${origin}/done/`, 200);
  expect(bar.view()).toMatchObject({ mode: 'page', otherAddress: `${origin}/done/` });
});

test('trying again after a page that could not load shows no origin until a page comes', () => {
  const { bar } = start();
  bar.committed(`${origin}/login`, 200);
  bar.restarted();
  expect(bar.view()).toMatchObject({ mode: 'page', origin, loading: true });
  bar.blocked({ code: 'offline' }, `${origin}/login`);
  bar.restarted();
  expect(bar.view()).toMatchObject({ mode: 'page', origin: '', loading: true, step: 1 });
});

test('the own browser takes the window, and going back forgets what pasting failed with', () => {
  const { bar } = start();
  bar.committed(`${origin}/login`, 200);
  bar.inBrowser(true);
  bar.pasteFailed({ code: 'redirect-mismatch' });
  expect(bar.view()).toMatchObject({ mode: 'browser', pasteProblem: { code: 'redirect-mismatch' } });
  bar.inBrowser(false);
  expect(bar.view().mode).toBe('page');
  expect(bar.view().pasteProblem).toBeUndefined();
});

test('pushes whole snapshots, and none that says the same again', () => {
  const { bar, views } = start();
  bar.committed(`${origin}/login`, 200);
  bar.loading(false);
  bar.loading(false);
  expect(views).toHaveLength(2);
  expect(views[1]).toEqual(bar.view());
});
