import { Secret } from '../../../main/core/base/secret.ts';
import { createKeptFileWriter } from '../../../main/platform/programs/kept-file.ts';

// Writes one long token after the other into a kept file until it is killed; what it may hold is said beforehand.

const [path = '', lengthGiven = '0'] = process.argv.slice(2);
const writer = createKeptFileWriter();
const textOf = (count: number): Secret => new Secret(`${count}:`.padEnd(Number(lengthGiven), 'x'));
for (let count = 0; ; count += 1) {
  const ours = [count - 1, count].map(one => writer.hashOf(textOf(one)));
  writer.write({ path, readers: 'me' }, textOf(count), ours);
  if (count === 0) process.stdout.write('begun\n');
}
