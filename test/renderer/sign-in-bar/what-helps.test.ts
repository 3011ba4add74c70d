import { describe, expect, test } from 'vitest';
import { failureOfLoad, refusedPasskey } from '../../../main/platform/sign-in/page-failures.ts';
import { createSignInBarState, type SignInBarState } from '../../../main/platform/sign-in/sign-in-bar.ts';
import { addressMark, helpsOnDevice, whatHelps } from '../../../renderer/sign-in-bar/what-helps.ts';

const url = 'https://www.readycloud.com/login';

function viewAfter(happens: (bar: SignInBarState) => void, mayUseDevice = false) {
  const bar = createSignInBarState({
    providerName: 'ReadyCloud',
    authorizationUrl: url,
    mayUseDevice,
    sessionOnly: false,
    stay: { offered: true },
    onChange: () => {},
  });
  happens(bar);
  return bar.view();
}
const failed = (code: number) => (bar: SignInBarState) => {
  const failure = failureOfLoad(code, url);
  if (failure !== undefined) bar.blocked(failure, url);
};

describe('which button helps', () => {
  test('an address that is offered, before all', () => {
    expect(whatHelps(viewAfter(bar => bar.offerAddress('https://a.example/done', true)))).toBe('other-address');
  });
  test.each([[-20], [-301], [-110]])('the person’s own browser where this window does not allow it: %i', code => {
    expect(whatHelps(viewAfter(failed(code)))).toBe('browser');
  });
  test.each([[-102], [-106], [-118], [-202], [-130]])('once more for %i', code => {
    expect(whatHelps(viewAfter(failed(code)))).toBe('again');
  });
});

describe('another device', () => {
  const shown = (bar: SignInBarState): void => {
    bar.committed(url, 200);
    bar.loading(false);
  };
  test.each([
    ['a page that stands still', (bar: SignInBarState) => bar.stoodStill(), true],
    ['a passkey that did not work', (bar: SignInBarState) => bar.note(refusedPasskey), true],
    ['a page that just came', () => {}, false],
    ['a server in trouble', (bar: SignInBarState) => bar.note({ code: 'provider-down' }), false],
  ])('is offered for %s, only where the provider has it', (_what, happens, offered) => {
    const offers = (may: boolean) =>
      helpsOnDevice(
        viewAfter(bar => {
          shown(bar);
          happens(bar);
        }, may),
      );
    expect([offers(true), offers(false)]).toEqual([offered, false]);
  });
});

describe('what stands beside the address', () => {
  test.each([
    [-200, 'wrong-host'],
    [-201, 'wrong-date'],
    [-202, 'unknown-issuer'],
    [-206, 'revoked'],
    [-207, 'other'],
  ])('neither lock nor “Not secure” for a certificate that is not trusted, but what is wrong: %i', (code, words) => {
    expect(addressMark(viewAfter(failed(code)))).toBe(`bar.untrusted.${words}`);
  });
  test('nothing for an address that did not answer', () => {
    expect(addressMark(viewAfter(failed(-102)))).toBeUndefined();
    expect(addressMark(viewAfter(() => {}))).toBeUndefined();
  });
  test('a lock, or “Not secure”, for a page that is shown', () => {
    expect(addressMark(viewAfter(bar => bar.committed(url, 200)))).toBe('lock');
    expect(addressMark(viewAfter(bar => bar.committed('http://127.0.0.1:1/', 200)))).toBe('not-secure');
  });
});
