import { type Dispatch, useEffect, useReducer } from 'react';
import { connect } from './api.ts';
import { type Action, initialState, reduce, type State } from './state.ts';

const USER_KEY = 'portolan-user';

/** The state of the page, kept up with the server; who you are survives a reload. */
export function useWorkspace(): [State, Dispatch<Action>] {
  const [state, dispatch] = useReducer(reduce, initialState);
  useEffect(
    () =>
      connect({
        onSnapshot: (snapshot) => {
          const user = localStorage.getItem(USER_KEY) ?? '';
          dispatch({ type: 'snapshot', snapshot, user });
        },
        onEvent: (event) => dispatch({ type: 'event', event }),
        onBroken: () => dispatch({ type: 'broken' }),
      }),
    [],
  );
  useEffect(() => {
    if (state.user) localStorage.setItem(USER_KEY, state.user);
  }, [state.user]);
  return [state, dispatch];
}
