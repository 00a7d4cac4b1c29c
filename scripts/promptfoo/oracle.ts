import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Assertion, AssertionSet } from '../../src/core/evals/suite';

// promptfoo itself, in this process: it says what is right. It is no dependency; nothing of it is sent anywhere.

export const promptfooVersion = '0.123.1';

/** An answer with its check, as `eval assert --cases` has it. */
export interface CheckCase {
  readonly output: unknown;
  readonly assertion: Assertion;
  readonly vars?: Record<string, unknown>;
  readonly latencyMs?: number;
  readonly providerResponse?: { readonly cost?: number; readonly finishReason?: string; readonly logProbs?: number[] };
  /** With the tools of one of promptfoo's providers. */
  readonly provider?: { readonly kind: 'tools' | 'functions' | 'declared'; readonly config: Record<string, unknown> };
}

/** Checks of one answer that count together. */
export interface GradeCase extends Omit<CheckCase, 'assertion'> {
  readonly assert: readonly (Assertion | AssertionSet)[];
  readonly threshold?: number;
}

export interface Grading {
  readonly pass: boolean;
  readonly score: number;
  readonly namedScores?: Readonly<Record<string, number>>;
  readonly componentResults?: readonly { readonly pass: boolean; readonly score: number }[];
}

/** The verdict of promptfoo, or the `error` that it threw. */
export type Said = Grading | { readonly error: string };

interface Promptfoo {
  readonly assertions: {
    readonly runAssertion: (asked: object) => Promise<Grading>;
    readonly runAssertions: (asked: object) => Promise<Grading>;
  };
  readonly loadApiProvider: (id: string, options: object) => Promise<object>;
}

const providerIds = {
  tools: 'openai:chat:gpt-4o',
  functions: 'openai:chat:gpt-4o',
  declared: 'google:gemini-2.5-flash',
};

export class Oracle {
  private constructor(private readonly promptfoo: Promptfoo) {}

  /** @param folder where it is installed */
  static async from(folder: string): Promise<Oracle> {
    process.env['PROMPTFOO_DISABLE_TELEMETRY'] = '1';
    process.env['PROMPTFOO_DISABLE_UPDATE'] = '1';
    process.env['PROMPTFOO_CONFIG_DIR'] = path.join(folder, 'config');
    process.env['LOG_LEVEL'] = 'error';
    const file = path.join(folder, 'node_modules/promptfoo/dist/src/index.js');
    return new Oracle((await import(pathToFileURL(file).href)) as Promptfoo);
  }

  check({ assertion, ...asked }: CheckCase): Promise<Said> {
    return this.ask('runAssertion', { assertion }, asked);
  }

  grade({ assert, threshold, ...asked }: GradeCase): Promise<Said> {
    return this.ask('runAssertions', {}, asked, { assert, threshold });
  }

  private async ask(
    how: 'runAssertion' | 'runAssertions',
    fields: object,
    { output, vars = {}, latencyMs, providerResponse, provider }: Omit<CheckCase, 'assertion'>,
    test: object = {},
  ): Promise<Said> {
    const { kind, config } = provider ?? {};
    const asked = {
      // Values are copied, as it changes some of them.
      ...(structuredClone({ ...fields, test: { vars, ...test } }) as object),
      ...{ latencyMs, providerResponse: { output: structuredClone(output), ...providerResponse } },
      ...(kind && { provider: await this.promptfoo.loadApiProvider(providerIds[kind], { options: { config } }) }),
    };
    try {
      return await this.promptfoo.assertions[how](asked);
    } catch (error) {
      return { error: error instanceof Error ? error.message : String(error) };
    }
  }
}
