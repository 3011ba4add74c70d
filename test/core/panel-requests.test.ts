import { describe, expect, it } from 'vitest';
import { createPanelRequests } from '../../main/core/panel-requests.ts';
import type { PanelRequest } from '../../preload/contract.ts';

const add: PanelRequest = { kind: 'add-account' };
const show: PanelRequest = { kind: 'show-account', id: 'abcdefgh' };

describe('what the tray asks of the panel', () => {
  it('is not lost when the tray is used before the panel’s page listens', () => {
    const sent: PanelRequest[] = [];
    const requests = createPanelRequests({ show: () => {}, send: (_event, request) => void sent.push(request) });
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
    const sent: PanelRequest[] = [];
    const requests = createPanelRequests({ show: () => {}, send: (_event, request) => void sent.push(request) });
    requests.listens();
    requests.loads();
    requests.open(add);
    expect(sent).toEqual([]);
    requests.listens();
    expect(sent).toEqual([add]);
  });
});
