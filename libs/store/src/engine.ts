// The door for those who build an engine: what every engine must do in the same way.
export * from './engine/check-document.ts';
export * from './engine/commit-conflict.ts';
export * from './engine/commit-hints.ts';
export * from './engine/page-cursor.ts';
export * from './engine/page-limit.ts';
export * from './engine/transaction-buffer.ts';
