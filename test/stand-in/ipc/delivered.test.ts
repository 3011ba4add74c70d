import { expect, test } from 'vitest';
import { detailsShown, noteDelivered } from './delivered.ts';

test('what a failure says beside its code is noted where it names an address, in whole', () => {
  const failure = {
    ok: false,
    error: { code: 'bad-input', detail: 'https://a.example/done?state="1"#access_token=2' },
  };
  noteDelivered('app://dockpass/index.html', JSON.stringify(['json', failure, []]));
  noteDelivered('app://dockpass/index.html', JSON.stringify(['json', { detail: 'the date', reason: 'late' }, []]));
  expect(detailsShown().map(text => JSON.parse(`"${text}"`))).toEqual([failure.error.detail]);
});
