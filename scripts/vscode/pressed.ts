/**
 * Whether Playwright had pressed the mouse button when the time for a click was over, as its log says: on a busy machine the
 * element has the click then, and a second one would meet what the first has led to. One that met something else is tried again.
 */
export const wasPressed = ({ message }: Error): boolean =>
  message.lastIndexOf('performing click action') > message.lastIndexOf('retrying click action');
