import { afterEach, expect, it } from 'vitest';
import { copyFormats } from '../../../main/core/formats/copy-formats.ts';
import { use } from '../../../main/text/text.ts';
import { languages } from '../../../preload/text/languages.ts';
import { catalogueOf } from '../../support/catalogues.ts';
import { coreOn } from '../../support/fakes/fakes.ts';

// What goes to others is the same in every language: what is copied, the activity as text, a backup, the report to support,
// and what a program reads of an account.

afterEach(() => use('en', catalogueOf('main', 'en')));

/** Everything that leaves one computer in one language. */
async function leaves(language: (typeof languages)[number]): Promise<readonly unknown[]> {
  use(language, catalogueOf('main', language));
  const core = coreOn({}, { sendcloud: 'http://127.0.0.1:4000' });
  core.http.handle = () => Response.json({ user: { username: 'dock', company_name: 'Dock' } });
  const values = { way: 'keys', publicKey: 'public-1', privateKey: 'private-1', scopes: '' };
  const form = { provider: 'sendcloud', environment: 'local', accountName: '', values };
  const { accountId } = await core.accounts.connect(form);
  core.settings.choose({ programs: true });
  await core.programs.setMode(accountId, 'always');
  const left: unknown[] = [];
  for (const format of core.accounts.list()[0]?.formats ?? []) {
    await core.accounts.copy(accountId, format, 0);
    left.push([format, core.clipboard.text]);
  }
  core.http.handle = () => new Response('', { status: 401 });
  await core.accounts.check(accountId).catch(() => {});
  await core.diagnosis.copy();
  left.push(core.clipboard.text);
  left.push(await core.programs.handOver.list());
  await core.activity.save();
  left.push(core.activityFile.saved);
  left.push([...core.files.texts.values()]);
  return left;
}

it.each(languages)('what is copied, saved and reported is in %s what it is in English', async language => {
  const english = await leaves('en');
  expect(english.length).toBeGreaterThan(copyFormats.length / 2);
  expect(await leaves(language)).toEqual(english);
});
