import type { PanelRequest } from '../../preload/contract.ts';

export interface PanelRequests {
  /** Shows the panel and tells it what for; before its page listens, the latest request waits. */
  readonly open: (request?: PanelRequest) => void;
  /** The page hears events from now on. */
  readonly listens: () => void;
  /** The page is loaded, or loaded anew, and hears nothing yet. */
  readonly loads: () => void;
}

/** Requests to the panel's page. An event that is sent before the page listens would be lost without a word. */
export const createPanelRequests = (panel: {
  readonly show: () => void;
  readonly send: (event: 'panelAsked', request: PanelRequest) => void;
}): PanelRequests => {
  const send = (request: PanelRequest): void => panel.send('panelAsked', request);
  let listening = false;
  let waiting: PanelRequest | undefined;
  return {
    open: request => {
      panel.show();
      if (request === undefined) return;
      if (listening) send(request);
      else waiting = request;
    },
    listens: () => {
      listening = true;
      if (waiting !== undefined) send(waiting);
      waiting = undefined;
    },
    loads: () => {
      listening = false;
    },
  };
};
