import { useCallback, useEffect, useRef } from 'react';

/** Puts off what a component says while it draws itself until that is done: nothing else may be drawn anew in the middle of it. */
export function useAfterDrawing<T>(take: (said: T) => void): (said: T) => void {
  const latest = useRef(take);
  const drawn = useRef(false);
  const waiting = useRef<{ readonly said: T } | null>(null);
  useEffect(() => {
    latest.current = take;
  });
  useEffect(() => {
    drawn.current = true;
    if (waiting.current !== null) latest.current(waiting.current.said);
    waiting.current = null;
    return () => {
      drawn.current = false;
    };
  }, []);
  return useCallback((said) => {
    if (drawn.current) queueMicrotask(() => latest.current(said));
    else waiting.current = { said };
  }, []);
}
