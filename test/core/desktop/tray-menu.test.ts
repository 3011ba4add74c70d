import { describe, expect, it } from 'vitest';
import { timeLeftInWords } from '../../../main/core/desktop/time-left.ts';
import { viewTray } from '../../../main/core/desktop/tray-menu.ts';
import type { TrayItemView } from '../../../main/core/ports/tray-view.ts';
import type { AccountView } from '../../../preload/contract/account-view.ts';

const now = Date.UTC(2026, 0, 5);
const minute = 60_000;
const account = (label: string, more: Partial<AccountView> = {}): AccountView => ({
  id: `id-${label}`,
  label,
  providerId: 'readycloud',
  providerName: 'ReadyCloud',
  monogram: 'RC',
  colour: '#1463c9',
  life: { kind: 'until', issuedAt: now, expiresAt: now + 90 * minute },
  renewal: { kind: 'by-itself' },
  canCopy: true,
  formats: ['token', 'header'],
  unsafeFormats: [],
  endpoints: [],
  actions: ['reconnect'],
  pinned: false,
  organizations: [],
  needsOrganization: false,
  onDisk: true,
  ...more,
});
const labels = (items: readonly TrayItemView[]): readonly string[] =>
  items.map(item => (item.kind === 'separator' ? '-' : item.label));
const inside = (items: readonly TrayItemView[], label: string): readonly string[] =>
  items.flatMap(item => (item.kind === 'submenu' && item.label === label ? labels(item.items) : []));

describe('the tray', () => {
  it('offers what there is to do when empty', () => {
    expect(labels(viewTray([], [], now).items)).toEqual([
      'Add account…',
      'Open Dockpass',
      'Settings…',
      'End of shift…',
      'Quit',
    ]);
  });

  it('puts the last copied on top, and each account below with its time left first', () => {
    const { items } = viewTray([account('Acme'), account('Beta')], ['id-Beta'], now);
    expect(labels(items)).toEqual([
      'Copy Beta',
      '-',
      'Acme',
      'Beta',
      '-',
      'Add account…',
      'Open Dockpass',
      'Settings…',
      'End of shift…',
      'Quit',
    ]);
    expect(inside(items, 'Acme')).toEqual(['1 h 30 min left', 'Copy token', 'Copy Authorization header']);
  });

  it('shows at most five quick copies and ten accounts, and the next twenty below More, in the list’s order', () => {
    const many = Array.from({ length: 30 }, (_, number) => account(`A${number}`));
    const { items } = viewTray(
      many,
      many.map(one => one.id),
      now,
    );
    expect(labels(items).slice(0, 6)).toEqual(['Copy A0', 'Copy A1', 'Copy A2', 'Copy A3', 'Copy A4', '-']);
    expect(items.filter(item => item.kind === 'submenu')).toHaveLength(11);
    expect(inside(items, 'More')).toEqual([...many.slice(10).map(({ label }) => label), 'All accounts…']);
  });

  it('keeps to three hundred accounts: the panel has all', () => {
    const many = Array.from({ length: 1000 }, (_, number) => account(`A${number}`));
    const text = JSON.stringify(viewTray(many, [], now).items);
    expect(text).toContain('"A299"');
    expect(text).not.toContain('"A300"');
  });

  it('names the environment of each account, and marks what is not production', () => {
    const sandbox = account('Acme', { environment: 'US West · Sandbox', notProduction: true });
    const { items } = viewTray([sandbox, account('Beta', { environment: 'Production' })], ['id-Acme'], now);
    expect(inside(items, 'Acme')[0]).toBe('1 h 30 min left · US West · Sandbox');
    expect(inside(items, 'Beta')[0]).toBe('1 h 30 min left · Production');
    const marks = items.flatMap(item => ('notProduction' in item ? [[item.label, item.notProduction]] : []));
    expect(marks).toEqual([
      ['Copy Acme', 'US West · Sandbox'],
      ['Acme', 'US West · Sandbox'],
    ]);
  });

  it('asks for attention where a person must sign in, and says how many', () => {
    const view = viewTray([account('Acme', { renewal: { kind: 'sign-in-needed' } }), account('Beta')], [], now);
    expect(view).toMatchObject({ attention: true, toolTip: 'Dockpass: 2 accounts, 1 need sign-in' });
    expect(inside(view.items, 'Acme')).toContain('Sign in again…');
    expect(viewTray([account('Acme')], [], now)).toMatchObject({ attention: false, toolTip: 'Dockpass: 1 account' });
  });

  it('asks for attention where a kept file cannot be written, and leads to its account', () => {
    const stuck = account('Acme', {
      fileNotKept: { since: now, failure: { code: 'save-failed', reason: 'disk-full' } },
    });
    const view = viewTray([stuck, account('Beta')], [], now);
    expect(view).toMatchObject({ attention: true, toolTip: 'Dockpass: 2 accounts, 1 need you' });
    expect(inside(view.items, 'Acme')).toContain('File not updated…');
    expect(inside(view.items, 'Acme')).not.toContain('Sign in again…');
  });

  it.each([
    [400 * 24 * 60, '400 days left'],
    [49 * 60, '2 days left'],
    [48 * 60, '48 h 00 min left'],
    [60, '1 h 00 min left'],
    [59, '59 min left'],
    [1, '1 min left'],
    [0.5, 'Less than a minute left'],
  ])('says %d minutes as "%s"', (minutes, words) => {
    const life = { kind: 'until', issuedAt: now, expiresAt: now + minutes * minute } as const;
    expect(timeLeftInWords(account('A', { life }), now)).toBe(words);
  });

  it.each([
    [400 * 24 * 60, 'About 400 days left'],
    [59, 'About 59 min left'],
    [0.5, 'Less than a minute left'],
  ])('says %d minutes that nobody was told of as "%s"', (minutes, words) => {
    const life = { kind: 'until', issuedAt: now, expiresAt: now + minutes * minute, about: true } as const;
    expect(timeLeftInWords(account('A', { life }), now)).toBe(words);
  });

  it('says in words what has no time left', () => {
    const past = { kind: 'until', issuedAt: now - 2, expiresAt: now - 1 } as const;
    expect(timeLeftInWords(account('A', { life: past }), now)).toBe('Renewing…');
    expect(timeLeftInWords(account('A', { life: past, renewal: { kind: 'by-person' } }), now)).toBe('Expired');
    expect(timeLeftInWords(account('A', { life: past, problem: { code: 'offline' } }), now)).toBe('Expired');
    expect(timeLeftInWords(account('A', { life: past, renewal: { kind: 'sign-in-needed' } }), now)).toBe(
      'Sign-in needed',
    );
    expect(timeLeftInWords(account('A', { life: { kind: 'unknown' } }), now)).toBe('No expiry date given');
    expect(timeLeftInWords(account('A', { life: { kind: 'unreadable' } }), now)).toBe('Cannot be opened');
  });
});
