import { execFile, spawn } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { promisify } from 'node:util';
import { codexVersion } from '../../src/core/context/agents/codexData';
import { geminiVersion } from '../../src/core/context/agents/geminiData';
import { interruption } from '../vscode/interruption';
import { npm } from '../vscode/npm';

// The agents themselves, pinned, and what they would send: offline, without an account, and with an empty home.

const run = promisify(execFile);

const codexPackage = `@openai/codex@${codexVersion}-linux-x64`;
const geminiPackage = `@google/gemini-cli@${geminiVersion}`;

/** Installs both into a folder of their own. */
export async function install(folder: string): Promise<void> {
  const wanted = [path.join(codexFolder(folder), 'package.json'), geminiFile(folder)];
  if (wanted.every((file) => existsSync(file))) return;
  console.log(`Installing ${codexPackage} and ${geminiPackage} into ${folder}: 500 MB.`);
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, 'package.json'), '{"private":true}');
  const { signal, end } = interruption('The installation of the agents');
  try {
    await npm(folder, ['install', '--omit=optional', `codex@npm:${codexPackage}`, geminiPackage], 'the agents', signal);
  } finally {
    end();
  }
}

const codexFolder = (folder: string): string => path.join(folder, 'node_modules/codex');
const geminiFile = (folder: string): string => path.join(folder, 'node_modules/@google/gemini-cli/bundle/gemini.js');
const codexFile = (folder: string): string =>
  path.join(codexFolder(folder), 'vendor/x86_64-unknown-linux-musl/bin/codex');

export interface Message {
  readonly type: string;
  readonly role?: string;
  readonly content?: readonly { readonly text?: string }[];
  readonly tools?: unknown;
}

/** Returns the messages that Codex, installed in `folder`, would send to its model from `cwd`. */
export async function askCodex(
  folder: string,
  cwd: string,
  home: string,
  flags: readonly string[] = [],
): Promise<Message[]> {
  mkdirSync(path.join(home, '.codex'), { recursive: true });
  const { stdout } = await run(codexFile(folder), ['debug', 'prompt-input', ...flags, 'hi'], {
    cwd,
    env: { PATH: process.env.PATH, HOME: home, CODEX_HOME: path.join(home, '.codex'), USER: 'user' },
    maxBuffer: 64 * 1024 ** 2,
  });
  return JSON.parse(stdout) as Message[];
}

/** The models that Codex knows. */
export async function codexModels(folder: string, home: string): Promise<readonly Readonly<Record<string, unknown>>[]> {
  const env = { PATH: process.env.PATH, HOME: home, CODEX_HOME: path.join(home, '.codex') };
  const { stdout } = await run(codexFile(folder), ['debug', 'models', '--bundled'], { env, maxBuffer: 64 * 1024 ** 2 });
  return (JSON.parse(stdout) as { models: Record<string, unknown>[] }).models;
}

export interface GeminiRequest {
  readonly systemInstruction?: { readonly parts: readonly { readonly text?: string }[] };
  readonly contents: readonly { readonly role: string; readonly parts: readonly { readonly text?: string }[] }[];
  readonly tools?: unknown;
}

const answer = {
  candidates: [{ content: { role: 'model', parts: [{ text: 'OK' }] }, finishReason: 'STOP', index: 0 }],
  usageMetadata: { promptTokenCount: 1, candidatesTokenCount: 1, totalTokenCount: 2 },
};

/** A server on this machine that catches what Gemini CLI sends, and answers OK. */
export class GeminiCatcher {
  private caught: GeminiRequest | undefined;
  private readonly server = http.createServer((request, response) => {
    let body = '';
    request.on('data', (piece: Buffer) => (body += piece.toString('latin1')));
    request.on('end', () => {
      const text = Buffer.from(body, 'latin1').toString('utf8');
      if (text.includes('"contents"')) this.caught ??= JSON.parse(text) as GeminiRequest;
      const streams = request.url?.includes('stream') ?? false;
      response.writeHead(200, { 'content-type': streams ? 'text/event-stream' : 'application/json' });
      response.end(streams ? `data: ${JSON.stringify(answer)}\n\n` : JSON.stringify(answer));
    });
  });

  constructor(private readonly folder: string) {}

  async start(): Promise<void> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
  }

  stop(): void {
    this.server.close();
  }

  /** Returns the request that Gemini CLI sends for the prompt "hi" in the folder `cwd`. */
  async ask(cwd: string, home: string): Promise<GeminiRequest> {
    const settings = path.join(home, '.gemini/settings.json');
    if (!existsSync(settings)) {
      mkdirSync(path.dirname(settings), { recursive: true });
      writeFileSync(settings, JSON.stringify(geminiSettings));
    }
    this.caught = undefined;
    const { port } = this.server.address() as AddressInfo;
    const child = spawn(process.execPath, [geminiFile(this.folder), '-m', geminiModel, '-p', 'hi'], {
      cwd,
      stdio: 'ignore',
      env: {
        ...{ PATH: process.env.PATH, HOME: home, GEMINI_API_KEY: 'x', GEMINI_CLI_TRUST_WORKSPACE: 'true' },
        GOOGLE_GEMINI_BASE_URL: `http://127.0.0.1:${port}`,
      },
    });
    await new Promise((resolve) => child.once('close', resolve));
    const caught = this.take();
    if (!caught) throw new Error(`Gemini CLI sent nothing in ${cwd}.`);
    return caught;
  }

  private take(): GeminiRequest | undefined {
    return this.caught;
  }
}

/** Named, so that no other model is asked first which one it is to be. */
const geminiModel = 'gemini-3-pro-preview';

/** Settings of Gemini CLI that keep it from asking anybody else. */
export const geminiSettings = {
  security: { auth: { selectedType: 'gemini-api-key' } },
  privacy: { usageStatisticsEnabled: false },
  general: { enableAutoUpdate: false },
};
