import type { Session } from 'electron';
import type { PageChannel } from '../../chromium/cdp.ts';
import type { WebRequestTable } from '../network/web-request.ts';
import type { PageState } from '../page/page-state.ts';

type RequestHandler = Parameters<Session['setPermissionRequestHandler']>[0];
type CheckHandler = Parameters<Session['setPermissionCheckHandler']>[0];
type DeviceHandler = Parameters<Session['setDevicePermissionHandler']>[0];

/** What the stand-in keeps for one session. */
export interface SessionState {
  readonly partition: string;
  readonly isDefault: boolean;
  readonly pages: Set<PageState>;
  readonly webRequest: WebRequestTable;
  /** The double the application holds. */
  readonly double: Session;
  readonly permissions: { request: RequestHandler; check: CheckHandler; device: DeviceHandler };
  readonly proxy: { server: string | undefined; bypass: string | undefined };
  userAgent: string | undefined;
  /** What its next page runs before anything else. */
  readonly forNextPage: ((page: PageChannel) => Promise<unknown>)[];
  /** The Chromium browser context, made when first needed; undefined inside stands for the default context. */
  context: Promise<string | undefined> | undefined;
}
