import { resolve } from 'node:path';
import { chromium } from '@playwright/test';
import { projectRoot } from '../../support/project-root.ts';
import { browserLaunch } from '../browser.ts';
import { servePages } from '../page-server.ts';
import { drawDesktopPicture } from './readme-desktop.ts';
import { drawReadmePicture } from './readme-picture.ts';

// `npm run screenshots`: the README's pictures only.
const pages = await servePages(resolve(projectRoot, 'dist/renderer'));
const browser = await chromium.launch(browserLaunch);
await drawReadmePicture(browser, pages.origin);
await drawDesktopPicture(browser, pages.origin);
await browser.close();
pages.close();
