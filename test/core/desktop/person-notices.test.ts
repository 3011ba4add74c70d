import { describe, expect, it } from 'vitest';
import { createPersonNotices } from '../../../main/core/desktop/person-notices.ts';
import type { Notifier } from '../../../main/core/ports/desktop.ts';
import type { TrayChoice } from '../../../main/core/ports/tray-view.ts';
import type { AccountView } from '../../../preload/contract/account-view.ts';
import { acme, life, sceneAt } from '../../pictures/scenes/views.ts';

const day = 86_400_000;
type Notice = Parameters<Notifier['show']>[0];

const aDesktop = () => {
  const state = { begun: true, looking: false };
  const shown: Notice[] = [];
  const chosen: TrayChoice[] = [];
  const tell = createPersonNotices({
    notifier: { show: notice => shown.push(notice) },
    now: () => sceneAt,
    hasBegun: () => state.begun,
    isLooking: () => state.looking,
    act: choice => chosen.push(choice),
  });
  const taken = () => shown.splice(0).map(({ title, body }) => `${title} | ${body}`);
  return { state, shown, chosen, tell, taken };
};
const named = (label: string, more: Partial<AccountView> = {}): AccountView => ({ ...acme, id: label, label, ...more });
const refused: Partial<AccountView> = { renewal: { kind: 'sign-in-needed' }, life: life(12 * day, 30 * day) };
const ended: Partial<AccountView> = { renewal: { kind: 'by-person' }, life: life(-1, 30 * day) };

describe('a notification', () => {
  it('says once that a sign-in is needed, and signs in when it is clicked', () => {
    const { tell, taken, shown, chosen } = aDesktop();
    tell([named('Acme')]);
    tell([named('Acme', refused)]);
    shown[0]?.onClick?.();
    expect(taken()).toEqual([
      'Acme: sign-in needed | Its token still works: 12 days left. Click to sign in at ReadyCloud.',
    ]);
    expect(chosen).toEqual([{ kind: 'reconnect', id: 'Acme' }]);
    tell([named('Acme', refused)]);
    expect(taken()).toEqual([]);
    tell([named('Acme')]);
    tell([named('Acme', ended)]);
    expect(taken()).toEqual(['Acme: sign-in needed | Its token no longer works. Click to sign in at ReadyCloud.']);
  });

  it('says that a renewal was refused for good, and shows the account when it is clicked', () => {
    const { tell, taken, shown, chosen } = aDesktop();
    tell([named('Acme')]);
    tell([named('Acme', { problem: { code: 'wrong-app-secret' } })]);
    shown[0]?.onClick?.();
    expect(taken()).toEqual([
      'Acme could not be renewed | Its token still works: 354 days left. ReadyCloud refused the account’s details. Click to see them.',
    ]);
    expect(chosen).toEqual([{ kind: 'show-account', id: 'Acme' }]);
  });

  it('says that a kept file cannot be written, and shows the account when it is clicked', () => {
    const { tell, taken, shown, chosen } = aDesktop();
    const stuck = { fileNotKept: { since: sceneAt, failure: { code: 'save-failed', reason: 'disk-full' } } } as const;
    tell([named('Acme')]);
    tell([named('Acme', stuck)]);
    shown[0]?.onClick?.();
    expect(taken()).toEqual(['Acme: file not updated | Programs that read it may use an old token. Click to see why.']);
    expect(chosen).toEqual([{ kind: 'show-account', id: 'Acme' }]);
    tell([]);
    tell(['Acme', 'Webshop', 'Harbour'].map(label => named(label, stuck)));
    expect(taken()).toEqual([
      '3 accounts need you | Tokens cannot be renewed, or files cannot be updated. Click to see which.',
    ]);
  });

  it('is not shown for what passes by itself', () => {
    const { tell, taken } = aDesktop();
    tell([named('Acme')]);
    for (const code of ['offline', 'provider-down', 'rate-limited', 'timed-out'] as const)
      tell([named('Acme', { problem: { code } })]);
    expect(taken()).toEqual([]);
  });

  it('says many at once together', () => {
    const { tell, taken, shown, chosen } = aDesktop();
    const all = ['A', 'B', 'C', 'D'];
    tell(all.map(label => named(label)));
    tell(all.map(label => named(label, refused)));
    shown[0]?.onClick?.();
    expect(taken()).toEqual(['4 accounts need you | Their tokens cannot be renewed. Click to see which.']);
    expect(chosen).toEqual([{ kind: 'open-panel' }]);
  });

  it('is not shown for what was so at the start, nor to a person who looks at the panel', () => {
    const { tell, taken, state } = aDesktop();
    state.begun = false;
    tell([]);
    state.begun = true;
    tell([named('Acme', refused)]);
    state.looking = true;
    tell([named('Acme', refused), named('Beta', refused)]);
    state.looking = false;
    tell([named('Acme', refused), named('Beta', refused)]);
    expect(taken()).toEqual([]);
  });
});
