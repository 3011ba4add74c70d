import { createHash } from 'node:crypto';
import { directionOf } from '../../../preload/text/languages.ts';
import { language, text } from '../../text/text.ts';
import type { QrDrawing } from '../qr.ts';

const style = `
:root{color-scheme:light dark;font:15px/1.4 system-ui,sans-serif}
body{margin:0;padding:20px;background:light-dark(#f6f7f9,#14171c);color:light-dark(#14181f,#eef1f5)}
h1{margin:0 0 12px;font-size:16px}
code{display:block;padding:12px;border:1px solid light-dark(#8a94a3,#6b7686);border-radius:8px;
background:light-dark(#fff,#1c2027);font:14px/1.5 ui-monospace,monospace;overflow-wrap:anywhere;user-select:all}
p{margin:12px 0 0;color:light-dark(#5c6675,#9aa5b5)}
svg{display:block;margin:12px auto 0;max-width:100%;height:auto;background:#fff;shape-rendering:crispEdges}`;
const styleHash = createHash('sha256').update(style).digest('base64');

/** What the page shows under the account's name. */
export type ShownOnPage =
  | { readonly text: string }
  /** `name`: what the code holds, in words. */
  | { readonly qr: QrDrawing; readonly name: string };

/**
 * A module of 3 pixels is 0.6 to 0.8 mm on usual screens, more than the half millimetre that handhelds need at 40 cm. What
 * needs fewer modules gets larger ones, up to this side.
 */
const leastPixelsPerModule = 3;
const usualSide = 380;

/** How long a side of the code is, in whole pixels a module. */
const sideOf = ({ size }: QrDrawing): number => size * Math.max(leastPixelsPerModule, Math.floor(usualSide / size));

/** The page that shows a secret under `title` and says when it goes. It may load and run nothing: only its own style counts. */
export const secretPage = (title: string, shown: ShownOnPage, forMs: number): Response => {
  const closes = text('secret-window.closes', { seconds: Math.round(forMs / 1000) });
  const content = 'text' in shown ? `<code>${escaped(shown.text)}</code>` : drawn(title, shown.qr, shown.name);
  const page = `<!doctype html><html lang="${language()}" dir="${directionOf(language())}"><meta charset="utf-8"><title>${escaped(title)}</title><style>${style}</style>
<main><h1>${escaped(title)}</h1>${content}
<p>${escaped(closes)}</p></main></html>`;
  return new Response(page, {
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': `default-src 'none'; style-src 'sha256-${styleHash}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
    },
  });
};

/** Black on white in dark colours, too: some scanners do not read it the other way round. */
const drawn = (account: string, qr: QrDrawing, name: string): string => {
  const side = sideOf(qr);
  const words = text('qr.picture', { account, format: name });
  return `<p>${escaped(name)}</p>
<svg role="img" aria-label="${escaped(words)}" width="${side}" height="${side}" viewBox="0 0 ${qr.size} ${qr.size}"><path d="${qr.path}"/></svg>
<p>${escaped(text('qr.history'))}</p>`;
};

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escaped = (text: string): string => text.replace(/[&<>"']/g, sign => entities[sign] ?? '');
