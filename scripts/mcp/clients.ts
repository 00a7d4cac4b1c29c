import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

/** Versions of what is installed to check with. */
export const packages = {
  '@modelcontextprotocol/sdk': '1.32.2',
  '@modelcontextprotocol/client': '2.4.0',
  /** Knows the protocol of 2026, which the release that is called the latest does not. */
  '@modelcontextprotocol/conformance': '0.2.0-alpha.12',
} as const;

/** Members that the clients of both generations of the SDK have in common. */
interface Client {
  connect(transport: object): Promise<void>;
  listTools(): Promise<{ readonly tools: readonly { readonly name: string }[] }>;
  callTool(call: { readonly name: string; readonly arguments: object }): Promise<Answer>;
  close(): Promise<void>;
}
interface Answer {
  readonly content: readonly { readonly text?: string }[];
  readonly isError?: boolean;
}
type Made<T> = new (...values: readonly object[]) => T;

/** A generation of the SDK: its modules, and how it is told which protocol to begin with. */
export const generations = [
  {
    name: '@modelcontextprotocol/sdk',
    modules: ['@modelcontextprotocol/sdk/client/index.js', '@modelcontextprotocol/sdk/client/stdio.js'],
    options: {},
  },
  {
    name: '@modelcontextprotocol/client, as before 2026',
    modules: ['@modelcontextprotocol/client', '@modelcontextprotocol/client/stdio'],
    options: {},
  },
  {
    name: '@modelcontextprotocol/client, of 2026',
    modules: ['@modelcontextprotocol/client', '@modelcontextprotocol/client/stdio'],
    options: { versionNegotiation: { mode: { pin: '2026-07-28' } } },
  },
] as const;

/** Starts `script` as a client does, which is installed in `folder`, and gives what it asks for. */
export async function withClient<T>(
  folder: string,
  { modules, options }: (typeof generations)[number],
  [script, ...args]: readonly string[],
  use: (client: Client) => Promise<T>,
): Promise<T> {
  const { resolve } = createRequire(path.join(folder, 'package.json'));
  const load = (name: string): Promise<unknown> => import(pathToFileURL(resolve(name)).href);
  const [{ Client }, { StdioClientTransport }] = (await Promise.all(modules.map(load))) as [
    { readonly Client: Made<Client> },
    { readonly StdioClientTransport: Made<object> },
  ];
  const client = new Client({ name: 'check', version: '1' }, options);
  await client.connect(new StdioClientTransport({ command: process.execPath, args: [script, ...args] }));
  try {
    return await use(client);
  } finally {
    await client.close();
  }
}
