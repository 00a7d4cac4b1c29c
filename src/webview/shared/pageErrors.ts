/** An error as the log of the host gets it. */
export const errorText = (error: unknown): string =>
  error instanceof Error ? (error.stack ?? error.message) : String(error);

/** Tells the host what nobody in the page caught. */
export function reportErrors(post: (message: { readonly type: 'pageError'; readonly message: string }) => void): void {
  const report = (error: unknown): void => post({ type: 'pageError', message: errorText(error) });
  window.addEventListener('error', (event) => report(event.error ?? event.message));
  window.addEventListener('unhandledrejection', (event) => report(event.reason));
}
