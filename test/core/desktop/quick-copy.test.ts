import { describe, expect, it } from 'vitest';
import { createQuickCopy } from '../../../main/core/desktop/quick-copy.ts';
import { copyFormats } from '../../../main/core/formats/copy-formats.ts';
import { createFormats } from '../../../main/core/formats/own-formats.ts';
import type { TrayChoice } from '../../../main/core/ports/tray-view.ts';
import type { CopyFormat } from '../../../preload/contract/copy-formats.ts';
import { acme, life, sceneAt } from '../../pictures/scenes/views.ts';

const day = 86_400_000;
const ended = { ...acme, id: 'ended', label: 'Ended', canCopy: false, life: life(-1, day) };

const aDesk = (clipboard = { needsPress: false, takesText: () => true }) => {
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
    quick: createQuickCopy({
      quickWindow: window,
      clipboard,
      formats: () => copyFormats,
      list,
      now: () => sceneAt,
      act: async choice => void steps.push(choice),
    }),
  };
};

it('names the first own format of an account that it can be copied in', () => {
  const formats = createFormats({
    given: () => [],
    own: () => ['a', 'b'].map(id => ({ id: `own:${id}`, name: `Own ${id}`, template: '{token}', quoting: 'none' })),
  });
  const account = { ...acme, formats: [...acme.formats, 'own:b'] };
  const quick = createQuickCopy({
    quickWindow: { show: () => {}, hide: () => {}, isVisible: () => false },
    clipboard: { needsPress: false, takesText: () => true },
    formats,
    list: () => [account, acme],
    now: () => sceneAt,
    act: async () => {},
  });
  expect(quick.accounts().map(({ own }) => own)).toEqual([{ id: 'own:b', name: 'Own b' }, undefined]);
});

it('the shortcut shows the window, and hides it again', () => {
  const { steps, quick } = aDesk();
  quick.press();
  quick.press();
  quick.press();
  expect(steps).toEqual(['show', 'hide', 'show']);
});

it('Enter closes the window before it copies, and shows an account that has nothing to copy', () => {
  const { steps, quick } = aDesk();
  void quick.choose('acme', 'token');
  void quick.choose('ended', 'token');
  void quick.choose('nobody', 'token');
  expect(steps).toEqual([
    ...['hide', { kind: 'copy', id: 'acme', format: 'token', endpoint: 0 }],
    ...['hide', { kind: 'show-account', id: 'ended' }],
    'hide',
  ]);
});

it('copies in the format that was asked for, and shows an account that has not got it', () => {
  const { steps, quick } = aDesk();
  void quick.choose('acme', 'curl');
  void quick.choose('acme', 'powershell');
  expect(steps).toEqual([
    ...['hide', { kind: 'copy', id: 'acme', format: 'curl', endpoint: 0 }],
    ...['hide', { kind: 'show-account', id: 'acme' }],
  ]);
});

const copyOf = (id: string, format: CopyFormat = 'token') => ({ kind: 'copy', id, format, endpoint: 0 }) as const;

it('a copy chosen in the tray is made at once where the clipboard takes it', () => {
  const { steps, quick } = aDesk();
  quick.chooseInTray(copyOf('acme', 'header'));
  quick.chooseInTray({ kind: 'lock' });
  expect(steps).toEqual([copyOf('acme', 'header'), { kind: 'lock' }]);
});

describe('on Wayland, where a copy needs a press in a window with the focus', () => {
  const wayland = { needsPress: true, takesText: () => false };

  it('a copy chosen in the tray asks for it, with its account on top and what will be copied', async () => {
    const { steps, quick } = aDesk(wayland);
    quick.chooseInTray(copyOf('ended', 'curl'));
    expect(steps).toEqual(['show']);
    expect(quick.accounts().map(({ id, asked }) => [id, asked])).toEqual([
      ['ended', 'Copy curl command'],
      ['acme', undefined],
    ]);
    await quick.choose('ended', 'token');
    expect(steps).toEqual(['show', copyOf('ended', 'curl'), 'hide']);
  });

  it('another account than the asked one gives its token, and the next opening asks for nothing', async () => {
    const { steps, quick } = aDesk(wayland);
    quick.chooseInTray(copyOf('ended', 'curl'));
    await quick.choose('acme', 'token');
    quick.press();
    expect(steps).toEqual(['show', copyOf('acme'), 'hide', 'show']);
    expect(quick.accounts().map(({ id, asked }) => [id, asked])).toEqual([
      ['acme', undefined],
      ['ended', undefined],
    ]);
  });

  it('what is no copy is done at once', () => {
    const { steps, quick } = aDesk(wayland);
    quick.chooseInTray({ kind: 'open-panel' });
    expect(steps).toEqual([{ kind: 'open-panel' }]);
  });
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
