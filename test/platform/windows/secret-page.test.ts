import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { secretPage } from '../../../main/platform/windows/secret-page.ts';

it('shows names and secrets as text, whatever is in them', async () => {
  const page = await secretPage('Smith & "Sons" <b>', `a<script>alert('x')</script>&amp;`, 20_000).text();
  expect(page).toContain('<h1>Smith &amp; &quot;Sons&quot; &lt;b&gt;</h1>');
  expect(page).toContain('<code>a&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&amp;amp;</code>');
  expect(page).not.toMatch(/<script|<b>/);
  expect(page).toContain('after 20 seconds');
});

it('may load and run nothing, and only its own style counts', async () => {
  const reply = secretPage('Acme', 'abc', 20_000);
  const style = /<style>(.*)<\/style>/s.exec(await reply.text())?.[1] ?? '';
  const hash = createHash('sha256').update(style).digest('base64');
  expect(reply.headers.get('content-security-policy')).toBe(
    `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
  );
  expect(reply.headers.get('cache-control')).toBe('no-store');
});
