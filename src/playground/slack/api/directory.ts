import * as z from 'zod';
import { defineMethod, flag, id, SlackError } from './method.ts';
import { personToWire } from './wire.ts';

/** Who is who. */

const authTest = defineMethod({
  name: 'auth.test',
  scopes: [],
  args: z.object({}),
  run: (_args, { workspace: { team, bot } }) => ({
    url: `https://${team.domain}.slack.com/`,
    team: team.name,
    user: bot.name,
    team_id: team.id,
    user_id: bot.userId,
    bot_id: bot.botId,
    is_enterprise_install: false,
  }),
});

const botsInfo = defineMethod({
  name: 'bots.info',
  scopes: ['users:read'],
  args: z.object({ bot: id, team_id: z.string().optional() }),
  run({ bot: botId }, { workspace: { bot } }) {
    if (botId !== bot.botId) throw new SlackError('bot_not_found');
    const { appId, userId, name } = bot;
    return { bot: { id: botId, app_id: appId, user_id: userId, name, deleted: false } };
  },
});

const usersInfo = defineMethod({
  name: 'users.info',
  scopes: ['users:read'],
  args: z.object({ user: id, include_locale: flag }),
  run({ user }, { workspace }) {
    const { bot, team } = workspace;
    const person = workspace.people.get(user);
    if (person) return { user: personToWire(person) };
    if (user !== bot.userId) throw new SlackError('user_not_found');
    const { name } = bot;
    const self = { id: user, name, realName: name, color: '#616061', teamId: team.id };
    return { user: { ...personToWire(self), is_bot: true } };
  },
});

const usergroupsList = defineMethod({
  name: 'usergroups.list',
  scopes: ['usergroups:read'],
  args: z.object({
    include_users: flag,
    include_count: flag,
    include_disabled: flag,
    team_id: z.string().optional(),
  }),
  run: ({ include_users, include_disabled }, { workspace }) => ({
    usergroups: workspace.usergroups
      .filter(({ isDisabled }) => include_disabled || !isDisabled)
      .map(({ id, handle, users, isDisabled }) => ({
        id,
        team_id: workspace.team.id,
        is_usergroup: true,
        name: handle,
        handle,
        date_delete: isDisabled ? 1_700_000_000 : 0,
        user_count: users.length,
        ...(include_users && { users }),
      })),
  }),
});

const usergroupsUsers = defineMethod({
  name: 'usergroups.users.list',
  scopes: ['usergroups:read'],
  args: z.object({ usergroup: id, include_disabled: flag, team_id: z.string().optional() }),
  run({ usergroup, include_disabled }, { workspace }) {
    const group = workspace.usergroups.find((one) => one.id === usergroup);
    if (!group) throw new SlackError('no_such_subteam');
    return { users: group.isDisabled && !include_disabled ? [] : group.users };
  },
});

export const directory = [authTest, botsInfo, usersInfo, usergroupsList, usergroupsUsers];
