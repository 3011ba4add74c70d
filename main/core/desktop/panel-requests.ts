import type { ValueOf } from '../../../preload/contract/call.ts';
import type { Events, PanelRequest } from '../../../preload/contract/events.ts';

export interface PanelRequests {
  /** Sends an event, once the page listens: before that it would be lost, and the page asks for all of it anyway. */
  readonly tell: <Name extends keyof Events>(event: Name, value: ValueOf<Events[Name]>) => void;
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
  readonly send: <Name extends keyof Events>(event: Name, value: ValueOf<Events[Name]>) => void;
}): PanelRequests => {
  const send = (request: PanelRequest): void => panel.send('panelAsked', request);
  let listening = false;
  let waiting: PanelRequest | undefined;
  return {
    tell: (event, value) => {
      if (listening) panel.send(event, value);
    },
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
