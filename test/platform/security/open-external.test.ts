import { expect, it } from 'vitest';
import { createOpenExternal } from '../../../main/platform/security/open-external.ts';

const origins = [
  ...['https://www.readycloud.com', 'http://127.0.0.1:4000', 'http://localhost:4000'],
  ...['http://plain.example.test', 'file://', 'null'],
];
const aSystem = () => {
  const opened: string[] = [];
  return { opened, openExternal: async (url: string): Promise<void> => void opened.push(url) };
};

it.each([
  ['https://www.readycloud.com/oauth2/authorize?state=1', 'https://www.readycloud.com/oauth2/authorize?state=1'],
  ['HTTPS://WWW.READYCLOUD.COM', 'https://www.readycloud.com/'],
  ['http://127.0.0.1:4000/authorize', 'http://127.0.0.1:4000/authorize'],
  ['http://localhost:4000/', 'http://localhost:4000/'],
])('opens %s', async (url, as) => {
  const system = aSystem();
  await createOpenExternal(system)(url, origins);
  expect(system.opened).toEqual([as]);
});

it.each([
  'http://www.readycloud.com/',
  'http://plain.example.test/',
  'https://readycloud.com/',
  'https://www.readycloud.com.example.test/',
  'https://www.readycloud.com:8443/',
  'https://www.readycloud.com@example.test/',
  'https://me:secret@www.readycloud.com/',
  'http://127.0.0.1:4001/',
  'https://127.0.0.1:4000/',
  'file:///usr/bin/true',
  'javascript:alert(1)',
  'ms-msdt:/id',
  '\\\\server\\share',
  '',
])('opens nothing for %j', async url => {
  const system = aSystem();
  await expect(createOpenExternal(system)(url, origins)).rejects.toMatchObject({ code: 'bad-input' });
  expect(system.opened).toEqual([]);
});

it('says that no browser could be opened', async () => {
  const system = { openExternal: () => Promise.reject(new Error('no handler for https://x/?token=1')) };
  const refused = createOpenExternal(system)('https://www.readycloud.com/', origins);
  await expect(refused).rejects.toMatchObject({ code: 'unexpected', message: 'unexpected' });
});
