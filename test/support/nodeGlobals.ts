/** Uses of what only Node has, which most layers must not know. */
export const nodeGlobals = ['process.cwd();', "Buffer.from('x');", 'setImmediate(() => 1);', '__dirname.at(0);'];
