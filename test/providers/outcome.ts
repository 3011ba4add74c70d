import { expect } from 'vitest';
import { DockpassError, toFailure } from '../../main/core/base/errors.ts';
import type { ProviderPorts } from '../../main/core/oauth/provider.ts';
import { fakeHttp } from '../support/fakes/fakes.ts';

/** The code that a call fails with. */
export const codeOf = async (call: () => Promise<unknown> | undefined): Promise<string> => {
  const outcome: unknown = await Promise.resolve()
    .then(call)
    .then(
      () => 'no error',
      error => error,
    );
  expect(outcome).toBeInstanceOf(DockpassError);
  return toFailure(outcome).code;
};

/** A network where each request is answered by this. */
export const answering = (answer: (url: string) => Response): ProviderPorts => ({
  http: { ...fakeHttp(), send: async ({ url }) => ({ response: answer(url) }) },
  now: () => 0,
});

export const refusal = (status: number, error: string, description = ''): Response =>
  Response.json({ error, error_description: description }, { status });
export const page = (status: number): Response =>
  new Response('<html>busy</html>', { status, headers: { 'content-type': 'text/html' } });
