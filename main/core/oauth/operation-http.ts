import { type Operation, untilAborted } from '../base/operations.ts';
import type { Http } from '../ports/network.ts';

/** The network for one operation: nothing is sent once the operation is no longer wanted, and no answer is waited for. */
export const wantedHttp = (http: Http, operation: Operation): Http => ({
  send: async request => {
    operation.requireWanted();
    return untilAborted(http.send(request), operation.signal);
  },
});

/** The same, where a POST brings tokens, and nothing else does (RFC 6749 section 3.2). */
export const operationHttp = (http: Http, operation: Operation): Http => {
  const { send } = wantedHttp(http, operation);
  return {
    send: async request => {
      operation.requireWanted();
      if (request.method === 'POST') operation.answered();
      return send(request);
    },
  };
};

/**
 * For tokens that are to end at their provider and are in memory alone: it goes on where nothing begins any more,
 * until its operation is ended.
 */
export const revocationHttp = (http: Http, operation: Operation): Http => ({
  send: async request => {
    operation.signal.throwIfAborted();
    operation.answered();
    return untilAborted(http.send(request), operation.signal);
  },
});
