import { describe, expect, it } from 'vitest';
import type { TrayChoice, TrayView } from '../../../main/core/ports/tray-view.ts';
import { createTray } from '../../../main/platform/tray/tray.ts';

type Template = Electron.MenuItemConstructorOptions[];

const aDesktop = (platform: NodeJS.Platform = 'linux') => {
  const calls: string[] = [];
  const chosen: TrayChoice[] = [];
  let menu: Template = [];
  let click = (): void => {};
  let activated = 0;
  const tray = createTray({
    platform,
    onChoose: choice => chosen.push(choice),
    onActivate: () => (activated += 1),
    // The pictures and the menu only pass through; Electron's own types of them have no public sealers.
    icon: attention => (attention ? 'attention' : 'plain') as never,
    mark: () => 'amber' as never,
    buildMenu: template => template as never,
    make: image => {
      calls.push(`make ${image}`);
      return {
        on: (_event, listener) => {
          click = listener;
        },
        setImage: next => void calls.push(`image ${next}`),
        setToolTip: text => void calls.push(`tip ${text}`),
        setContextMenu: next => {
          calls.push('menu');
          menu = next as never;
        },
        destroy: () => void calls.push('destroy'),
      };
    },
  });
  const taken = (): string[] => calls.splice(0);
  return { tray, taken, chosen, menu: () => menu, click: () => click(), activated: () => activated };
};

const copy: TrayChoice = { kind: 'copy', id: 'abcdefgh', format: 'token', endpoint: 0 };
const view = (fields: Partial<TrayView> = {}): TrayView => ({
  toolTip: 'Dockpass',
  attention: false,
  items: [{ kind: 'choice', label: 'Copy Acme', choice: copy }, { kind: 'separator' }],
  ...fields,
});

describe('a click on the icon', () => {
  it.each([
    ['linux', 1],
    ['win32', 1],
    // Where the same click opens the menu.
    ['darwin', 0],
  ] as const)('on %s shows the panel %d times', (platform, times) => {
    const { tray, click, activated } = aDesktop(platform);
    tray.render(view());
    click();
    expect(activated()).toBe(times);
  });
});

describe('the tray', () => {
  it('is made with the first view and then told only what differs', () => {
    const { tray, taken } = aDesktop();
    tray.render(view());
    expect(taken()).toEqual(['make plain', 'tip Dockpass', 'menu']);
    tray.render(view());
    expect(taken()).toEqual([]);
    tray.render(view({ toolTip: 'Acme expires soon' }));
    expect(taken()).toEqual(['tip Acme expires soon']);
    tray.render(view({ toolTip: 'Acme expires soon', attention: true }));
    expect(taken()).toEqual(['image attention']);
    tray.render(view({ toolTip: 'Acme expires soon', attention: true, items: [] }));
    expect(taken()).toEqual(['menu']);
  });

  it('shows every kind of item, and names with an ampersand as they are', () => {
    const { tray, menu, chosen } = aDesktop();
    const inner = { kind: 'choice', label: 'Copy token', choice: copy } as const;
    tray.render(
      view({
        items: [
          { kind: 'text', label: 'Nothing yet' },
          { kind: 'submenu', label: 'Smith & Sons', items: [{ kind: 'text', label: '3 days' }, inner] },
          { kind: 'separator' },
          { kind: 'choice', label: 'Quit', choice: { kind: 'quit' } },
        ],
      }),
    );
    const [text, submenu, separator, quit] = menu();
    expect(text).toEqual({ label: 'Nothing yet', enabled: false });
    expect(submenu?.label).toBe('Smith && Sons');
    expect(separator).toEqual({ type: 'separator' });
    const items = Array.isArray(submenu?.submenu) ? submenu.submenu : [];
    for (const item of [items[1], quit]) item?.click?.({} as never, undefined, {} as never);
    expect(chosen).toEqual([copy, { kind: 'quit' }]);
  });

  it('marks what is not production in colour, and in words where the system has a place for them', () => {
    const { tray, menu } = aDesktop();
    const items = [{ kind: 'text', label: '3 days left · Sandbox' } as const];
    tray.render(
      view({
        items: [
          { kind: 'choice', label: 'Copy Acme', notProduction: 'Sandbox', choice: copy },
          { kind: 'submenu', label: 'Acme', notProduction: 'Sandbox', items },
          { kind: 'submenu', label: 'Beta', items },
        ],
      }),
    );
    expect(menu().map(({ label, icon, sublabel }) => [label, icon, sublabel])).toEqual([
      ['Copy Acme', 'amber', 'Sandbox'],
      ['Acme', 'amber', 'Sandbox'],
      ['Beta', undefined, undefined],
    ]);
  });

  it('a click on the icon opens the panel, and the tray can go and come back', () => {
    const { tray, taken, click, activated } = aDesktop();
    tray.render(view());
    click();
    expect(activated()).toBe(1);
    taken();
    tray.destroy();
    tray.render(view({ attention: true }));
    expect(taken()).toEqual(['destroy', 'make attention', 'tip Dockpass', 'menu']);
  });
});
