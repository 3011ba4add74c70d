import type { IncomingMessage, ServerResponse } from 'node:http';

/** One thing Electron does, as a program that any Electron can run. It fails by throwing. */
export interface ConformanceCase {
  readonly name: string;
  /** The Electron document or spec test it restates. */
  readonly source: string;
  /** Run while the entry module is evaluated, before `ready`; a promise is not waited for. */
  readonly beforeReady?: true;
  /** Runs only where Electron draws on Wayland itself; elsewhere the run says that it was left out. */
  readonly onWayland?: true;
  run(site: LocalSite): void | Promise<void>;
}

/** A web server on the loopback that belongs to the running case. */
export interface LocalSite {
  /** `http://127.0.0.1:<port>` */
  readonly origin: string;
  /** Every request of this case so far, as `GET /path`. */
  readonly hits: readonly string[];
  /** Answers requests for this path; other paths give 404. */
  answer(path: string, handler: (request: IncomingMessage, response: ServerResponse) => void): void;
  /** Answers requests for this path with an HTML page. */
  page(path: string, html: string, headers?: Record<string, string>): void;
}
