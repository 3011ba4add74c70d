import type { WebContents, WebFrameMain } from 'electron';
import type { PageChannel } from '../../chromium/cdp.ts';
import type { NetError } from '../navigation/net-errors.ts';
import type { SessionState } from '../session/session-state.ts';
import type { FrameRecord } from './frames.ts';

/** One navigation of one frame, from its start to its commit or end. Addresses are as the application sees them. */
export interface Navigation {
  readonly isMainFrame: boolean;
  readonly isSameDocument: boolean;
  readonly rendererInitiated: boolean;
  /** Asked for by the application. */
  readonly isOwn: boolean;
  /** The frame that asked for it; known from its first request on, and null where no frame did or none can be named. */
  initiator: WebFrameMain | null;
  readonly startUrl: string;
  url: string;
  loaderId: string | undefined;
  statusCode: number;
  statusText: string;
  error: NetError | undefined;
  /** Set when the frame reported the end of loading while this navigation was still under way. */
  sawStop: boolean;
  /** The redirect that `will-redirect` was asked about already, at its answer. */
  askedAbout: string | undefined;
  /** A `will-*` listener said no. */
  prevented: boolean;
}

/** One request as `webRequest` sees it; redirects keep the id. */
export interface RequestRecord {
  readonly id: number;
  readonly initiatorOrigin: string | undefined;
  url: string;
  method: string;
  resourceType: string;
  frameId: string;
  headers: Record<string, string>;
  statusCode: number;
  statusLine: string;
  responseHeaders: Record<string, string[]>;
}

/** Everything the stand-in knows about one webContents. */
export interface PageState {
  readonly owner: WebContents;
  readonly id: number;
  readonly session: SessionState;
  readonly preload: string | undefined;
  readonly processId: number;
  /** Settles once the page is attached and set up. */
  readonly ready: Promise<PageChannel>;
  channel: PageChannel | undefined;
  targetId: string | undefined;
  mainFrameId: string | undefined;
  isGone: boolean;
  isCrashed: boolean;
  /** Its window waits for the answer of `beforeunload`. */
  isClosing: boolean;
  title: string;
  userAgent: string | undefined;
  size: { readonly width: number; readonly height: number };
  readonly frames: Map<string, FrameRecord>;
  /** Navigations under way, by frame; the main frame's key is `MAIN`. */
  readonly pending: Map<string, Navigation>;
  /** What pages asked for, until the navigation it becomes is announced: by frame, as `pending`. */
  readonly requested: Set<string>;
  readonly loading: Set<string>;
  /** The application's own loads that were sent to Chromium and not announced by it yet, oldest first. */
  readonly sent: Navigation[];
  readonly requests: Map<string, RequestRecord>;
  /** The frames of this page that Chromium itself reports as loading. */
  readonly announcedLoading: Set<string>;
}

/** The main frame's key in the maps above: its CDP id is not known before the page is attached. */
export const MAIN = 'main';

/** The key of a frame in the maps above. */
export function keyOf(state: PageState, frameId: string): string {
  return frameId === state.mainFrameId ? MAIN : frameId;
}
