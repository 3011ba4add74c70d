// Sealing asks threads of the system's for digests: how long that takes is the machine's affair, not the test's.
let digesting = 0;
const digest = crypto.subtle.digest.bind(crypto.subtle);
crypto.subtle.digest = (...what) => {
  digesting += 1;
  return digest(...what).finally(() => {
    digesting -= 1;
  });
};

/** Lets everything happen that takes no time on a test's clock: what waits on resolved promises, and on sealing. */
export const settled = async (): Promise<void> => {
  do {
    for (let turn = 0; turn < 50; turn += 1) await Promise.resolve();
    await new Promise(resolve => setImmediate(resolve));
  } while (digesting > 0);
};
