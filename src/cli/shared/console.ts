/** Where a command reads and prints. */
export interface Console {
  readonly readStandardInput: () => Promise<Uint8Array>;
  readonly print: (line: string) => void;
  readonly printError: (line: string) => void;
}
