-- Tables and rows for the Data API builder suites, MySQL 8. Drops its tables and creates them anew:
--   mysql --default-character-set=utf8mb4 dab < mysql.sql
-- Texts compare by their bytes, as they do in PostgreSQL. A counter needs a key of its own here.
set sql_mode = 'traditional,ansi_quotes';

drop table if exists books, publishers, authors, stocks, reviews, comics, books_sold, tags, samples, jsondocs, notes, memos, shelves;

create table publishers (
  id int not null primary key,
  name varchar(400) not null
) character set utf8mb4 collate utf8mb4_bin;

create table books (
  id int not null primary key,
  title varchar(400) not null,
  publisher_id int null,
  constraint books_publisher_id_fkey foreign key (publisher_id) references publishers (id)
) character set utf8mb4 collate utf8mb4_bin;

create table authors (
  id int not null auto_increment primary key,
  name varchar(400) not null,
  birthdate varchar(400) null
) character set utf8mb4 collate utf8mb4_bin;

create table stocks (
  categoryid int not null,
  pieceid int not null,
  "categoryName" varchar(100) not null,
  "piecesAvailable" int null default 0,
  "piecesRequired" int not null default 0,
  primary key (categoryid, pieceid)
) character set utf8mb4 collate utf8mb4_bin;

create table reviews (
  book_id int not null,
  id int not null auto_increment,
  content varchar(400) not null default 'Its a classic',
  primary key (book_id, id),
  key reviews_id (id)
) character set utf8mb4 collate utf8mb4_bin;

create table comics (
  id int not null primary key,
  title varchar(400) not null,
  volume int not null auto_increment,
  "categoryName" varchar(100) not null,
  key comics_volume (volume),
  unique key "comics_categoryName_key" ("categoryName")
) character set utf8mb4 collate utf8mb4_bin;

create table books_sold (
  id int not null primary key,
  book_name varchar(400) null,
  copies_sold int null default 0,
  last_sold_on datetime(6) null default '9999-12-31',
  last_sold_on_date datetime(6) generated always as (last_sold_on) stored
) character set utf8mb4 collate utf8mb4_bin;

create table tags (
  code varchar(100) not null primary key,
  label varchar(400) not null
) character set utf8mb4 collate utf8mb4_bin;

create table samples (
  id char(36) not null primary key,
  amount decimal(5,2) null,
  flag tinyint(1) null,
  at datetime(6) null,
  doc json null,
  short varchar(5) null,
  small smallint null,
  big bigint null,
  ratio double null
) character set utf8mb4 collate utf8mb4_bin;

create table jsondocs (
  id int not null primary key,
  doc json null
) character set utf8mb4 collate utf8mb4_bin;

create table notes (
  id int not null primary key,
  owner varchar(400) not null,
  body varchar(400) null
) character set utf8mb4 collate utf8mb4_bin;

create table memos (
  id int not null auto_increment primary key,
  owner varchar(400) not null,
  body varchar(400) null
) character set utf8mb4 collate utf8mb4_bin;

create table shelves (
  id int not null primary key,
  lbl varchar(400) not null,
  remark varchar(400) null
) character set utf8mb4 collate utf8mb4_bin;

insert into publishers values (7, 'Seven'), (1234, 'Big Company'), (2345, 'Small');
insert into books values (1, 'Awesome book', 1234), (2, 'Also Awesome', 1234), (7, 'Great wall', 2345);
insert into authors (name, birthdate) values ('Jelte', '2001-01-01'), ('Aniruddh', '2002-02-02');
insert into stocks values (1, 1, 'SciFi', 5, 2), (2, 1, 'Tales', 1, 1);
insert into reviews (book_id, id, content) values (1, 567, 'Indeed great');
insert into comics (id, title, "categoryName") values (1, 'Star Trek', 'SciFi'), (2, 'Cinderella', 'Tales');
insert into books_sold (id, book_name) values (1, 'Watchmen');
insert into tags values
  ('plain', 'Plain'), ('two words', 'Space'), ('a/b', 'Slash'), ('50%', 'Percent'), ('é', 'Accent'), ('a+b', 'Plus'),
  ('q?x', 'Question'), ('null', 'The word null'), ('''quote', 'Quote');
insert into samples values
  ('11111111-1111-1111-1111-111111111111', 1.50, true, '2024-01-02 03:04:05', '{"a":1}', 'abc', 1, 1, 0.5);
insert into jsondocs values (1, '{"a":1}');
insert into notes values (1, 'me', 'mine'), (2, 'other', 'not mine');
insert into memos (owner, body) values ('me', 'mine'), ('other', 'not mine');
insert into shelves values (1, 'Top', 'dusty');
