import { describe, expect, it } from 'vitest';
import { createPanelRequests } from '../../../main/core/desktop/panel-requests.ts';
import { writeAccounts } from '../../../preload/contract/account-view.ts';
import type { PanelRequest } from '../../../preload/contract/events.ts';

const add: PanelRequest = { kind: 'add-account' };
const show: PanelRequest = { kind: 'show-account', id: 'abcdefgh' };

describe('what the tray asks of the panel', () => {
  it('is not lost when the tray is used before the panel’s page listens', () => {
    const sent: unknown[] = [];
    const requests = createPanelRequests({ show: () => {}, send: (_event, value) => void sent.push(value) });
    requests.open(add);
    requests.open(show);
    expect(sent).toEqual([]);
    requests.listens();
    expect(sent).toEqual([show]);
    requests.open(add);
    requests.listens();
    expect(sent).toEqual([show, add]);
  });

  it('waits again while the page is loaded anew', () => {
    const sent: unknown[] = [];
    const requests = createPanelRequests({ show: () => {}, send: (_event, value) => void sent.push(value) });
    requests.listens();
    requests.loads();
    requests.open(add);
    expect(sent).toEqual([]);
    requests.listens();
    expect(sent).toEqual([add]);
  });

  it('leaves out what the page asks for itself as soon as it listens', () => {
    const sent: unknown[] = [];
    const requests = createPanelRequests({ show: () => {}, send: (event, value) => void sent.push([event, value]) });
    requests.tell('accountsChanged', writeAccounts([]));
    requests.listens();
    requests.tell('clipboardChanged', null);
    requests.loads();
    requests.tell('accountsChanged', writeAccounts([]));
    expect(sent).toEqual([['clipboardChanged', null]]);
  });
});
