import { expect, it } from 'vitest';
import { createQuickCopy } from '../../../main/core/desktop/quick-copy.ts';
import type { TrayChoice } from '../../../main/core/ports/tray-view.ts';
import { acme, life, sceneAt } from '../../pictures/scenes/views.ts';

const day = 86_400_000;
const ended = { ...acme, id: 'ended', label: 'Ended', canCopy: false, life: life(-1, day) };

const aDesk = () => {
  const steps: (string | TrayChoice)[] = [];
  let visible = false;
  const window = {
    show: () => {
      visible = true;
      steps.push('show');
    },
    hide: () => {
      visible = false;
      steps.push('hide');
    },
    isVisible: () => visible,
  };
  const list = () => [
    { ...acme, environment: 'US West · Sandbox', environmentKind: 'Sandbox', notProduction: true as const },
    ended,
  ];
  return {
    steps,
    quick: createQuickCopy({ quickWindow: window, list, now: () => sceneAt, act: choice => steps.push(choice) }),
  };
};

it('the shortcut shows the window, and hides it again', () => {
  const { steps, quick } = aDesk();
  quick.press();
  quick.press();
  quick.press();
  expect(steps).toEqual(['show', 'hide', 'show']);
});

it('Enter closes the window before it copies, and shows an account that has nothing to copy', () => {
  const { steps, quick } = aDesk();
  quick.choose('acme', 'token');
  quick.choose('ended', 'token');
  quick.choose('nobody', 'token');
  expect(steps).toEqual([
    ...['hide', { kind: 'copy', id: 'acme', format: 'token', endpoint: 0 }],
    ...['hide', { kind: 'show-account', id: 'ended' }],
    'hide',
  ]);
});

it('copies in the format that was asked for, and shows an account that has not got it', () => {
  const { steps, quick } = aDesk();
  quick.choose('acme', 'curl');
  quick.choose('acme', 'powershell');
  expect(steps).toEqual([
    ...['hide', { kind: 'copy', id: 'acme', format: 'curl', endpoint: 0 }],
    ...['hide', { kind: 'show-account', id: 'acme' }],
  ]);
});

it('lists the accounts in their order with what tells them apart, and no more', () => {
  const { quick } = aDesk();
  expect(quick.accounts().map(({ label, left, canCopy }) => [label, left, canCopy])).toEqual([
    ['Acme Goods', '354 days left', true],
    ['Ended', 'Renewing…', false],
  ]);
  expect(Object.keys(quick.accounts()[0] ?? {}).sort()).toEqual([
    'canCopy',
    'colour',
    'detail',
    'environment',
    'environmentKind',
    'formats',
    'id',
    'label',
    'left',
    'monogram',
    'needsAttention',
    'notProduction',
    'providerName',
  ]);
});
