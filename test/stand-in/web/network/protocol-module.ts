import type { Protocol } from 'electron';
import { notImplemented } from '../../not-implemented.ts';
import { session } from '../session/session.ts';
import { registerSchemesAsPrivileged } from './protocol.ts';

/** The module object: scheme registration here, everything else on the default session. */
export const protocol: Pick<Protocol, 'registerSchemesAsPrivileged' | 'handle' | 'unhandle' | 'isProtocolHandled'> =
  new Proxy(
    {
      registerSchemesAsPrivileged,
      handle: (scheme, handler) => session.defaultSession.protocol.handle(scheme, handler),
      unhandle: scheme => session.defaultSession.protocol.unhandle(scheme),
      isProtocolHandled: scheme => session.defaultSession.protocol.isProtocolHandled(scheme),
    } satisfies Pick<Protocol, 'registerSchemesAsPrivileged' | 'handle' | 'unhandle' | 'isProtocolHandled'>,
    {
      get(target, key, receiver) {
        if (typeof key === 'symbol' || key in target || key === 'then') return Reflect.get(target, key, receiver);
        throw notImplemented(`protocol.${key}`);
      },
    },
  );
