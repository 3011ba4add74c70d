import type { PageState } from './page-state.ts';

interface EvaluateResult {
  readonly result: { readonly value?: unknown; readonly type: string };
  readonly exceptionDetails?: {
    readonly text: string;
    readonly exception?: { readonly description?: string; readonly subtype?: string; readonly value?: unknown };
  };
}

function pageError(details: NonNullable<EvaluateResult['exceptionDetails']>): unknown {
  const { exception } = details;
  if (exception?.subtype !== 'error') return exception ? exception.value : new Error(details.text);
  const [firstLine = ''] = (exception.description ?? '').split('\n    at ');
  const [, name = 'Error', message = ''] = /^([\w$]*Error|[\w$]+)(?:: ([\s\S]*))?$/.exec(firstLine) ?? [];
  const error = new Error(message);
  error.name = name;
  return error;
}

/** Runs code in the page's main world: waits for a promise it gives, and rejects with what the page threw. */
export async function evaluate(state: PageState, code: string, userGesture = false): Promise<unknown> {
  const page = await state.ready;
  const answer = await page
    .send<EvaluateResult>('Runtime.evaluate', {
      expression: code,
      userGesture,
      awaitPromise: true,
      returnByValue: true,
      allowUnsafeEvalBlockedByCSP: false,
    })
    .catch((error: Error) => {
      // Values the protocol cannot copy are refused by Electron with these words too.
      if (/by value|Object reference chain/.test(error.message)) throw new Error('An object could not be cloned.');
      throw error;
    });
  if (answer.exceptionDetails) throw pageError(answer.exceptionDetails);
  return answer.result.value;
}
