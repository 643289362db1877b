/** Whether numbers in memory have their lowest byte first, as in files: then they need not be taken apart. */
export const isLittleEndian: boolean = new Uint8Array(Uint32Array.of(1).buffer)[0] === 1;
