import type { Page } from '@playwright/test';
import type { FakeMain } from '../fake-bridge.ts';

/** One state of one page: what main says, and what a person did to get there. */
export interface Scene {
  /** The picture's name. */
  readonly name: string;
  /** One of the renderer's, or what main itself shows: a token, the tray's menu. */
  readonly page: 'index' | 'sign-in-bar' | 'quick' | 'question' | 'qr' | 'secret' | 'tray';
  readonly main: FakeMain;
  readonly act?: (page: Page) => Promise<void>;
  /** Ends when the state is reached. */
  readonly shown: (page: Page) => Promise<void>;
  /** Of the window, CSS px; the panel's or the sign-in window's where absent. */
  readonly height?: number;
}
