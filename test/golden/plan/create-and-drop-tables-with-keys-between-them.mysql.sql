-- changes that somebody has to allow
--   app.old_parent: drop; the table and its rows go away
--   app.old_child: drop; the table and its rows go away

-- forward
CREATE TABLE `team` (
  `id` int,
  `lead_id` int,
  PRIMARY KEY (`id`)
);
CREATE TABLE `member` (
  `id` int,
  `team_id` int,
  PRIMARY KEY (`id`),
  CONSTRAINT `to_team` FOREIGN KEY (`team_id`) REFERENCES `team` (`id`) ON DELETE CASCADE
);
DROP TABLE `old_child`;
DROP TABLE `old_parent`;

-- rollback
CREATE TABLE `old_parent` (
  `id` int,
  PRIMARY KEY (`id`)
);
CREATE TABLE `old_child` (
  `id` int,
  `parent_id` int,
  PRIMARY KEY (`id`),
  CONSTRAINT `to_old` FOREIGN KEY (`parent_id`) REFERENCES `old_parent` (`id`)
);
DROP TABLE `member`;
DROP TABLE `team`;
