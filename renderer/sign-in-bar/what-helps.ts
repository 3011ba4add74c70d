import type { SignInBarView } from '../../preload/contract/sign-in-bar.ts';

/** What gets a person on where the page does not: the button that does it is the prominent one. */
export type WhatHelps = 'other-address' | 'browser' | 'again';

/** An address that is offered can be taken; what this window does not allow works in the person's own browser. */
export function whatHelps({ otherAddress, problem }: Pick<SignInBarView, 'otherAddress' | 'problem'>): WhatHelps {
  if (otherAddress !== undefined) return 'other-address';
  return problem?.code === 'page-blocked' ? 'browser' : 'again';
}

/** A passkey that did not work here, or that the page may wait for: where the provider lets people, another device may have it. */
export const helpsOnDevice = ({
  mayUseDevice,
  problem,
  standsStill,
}: Pick<SignInBarView, 'mayUseDevice' | 'problem' | 'standsStill'>): boolean =>
  mayUseDevice && (problem === undefined ? standsStill : problem.code === 'page-blocked');

/** What is said beside the address of a page: that nobody can read along, that anybody can, or what is wrong with it. */
export type AddressMark = 'lock' | 'not-secure' | UntrustedWords | undefined;
type UntrustedWords = `bar.untrusted.${(typeof reasons)[number]}`;

const reasons = ['wrong-host', 'wrong-date', 'unknown-issuer', 'revoked', 'other'] as const;

/** Nothing for an address that has not answered: neither is true of it. */
export function addressMark({ secure, origin, problem }: SignInBarView): AddressMark {
  if (secure) return 'lock';
  if (problem?.code === 'certificate') {
    return `bar.untrusted.${reasons.find(one => one === problem.reason) ?? 'other'}`;
  }
  return origin.startsWith('http:') ? 'not-secure' : undefined;
}
