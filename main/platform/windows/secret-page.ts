import { createHash } from 'node:crypto';
import { directionOf } from '../../../preload/text/languages.ts';
import { language, text } from '../../text/text.ts';

const style = `
:root{color-scheme:light dark;font:15px/1.4 system-ui,sans-serif}
body{margin:0;padding:20px;background:light-dark(#f6f7f9,#14171c);color:light-dark(#14181f,#eef1f5)}
h1{margin:0 0 12px;font-size:16px}
code{display:block;padding:12px;border:1px solid light-dark(#8a94a3,#6b7686);border-radius:8px;
background:light-dark(#fff,#1c2027);font:14px/1.5 ui-monospace,monospace;overflow-wrap:anywhere;user-select:all}
p{margin:12px 0 0;color:light-dark(#5c6675,#9aa5b5)}`;
const styleHash = createHash('sha256').update(style).digest('base64');

/** The page that shows `value` under `title` and says when it goes. It may load and run nothing: only its own style counts. */
export const secretPage = (title: string, value: string, forMs: number): Response => {
  const closes = text('secret-window.closes', { seconds: Math.round(forMs / 1000) });
  const page = `<!doctype html><html lang="${language()}" dir="${directionOf(language())}"><meta charset="utf-8"><title>${escaped(title)}</title><style>${style}</style>
<main><h1>${escaped(title)}</h1><code>${escaped(value)}</code>
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

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escaped = (text: string): string => text.replace(/[&<>"']/g, sign => entities[sign] ?? '');
