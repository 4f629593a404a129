CREATE TABLE "message_settings" (
	"person_id" uuid NOT NULL,
	"topic" text NOT NULL,
	"is_muted" boolean NOT NULL,
	"muted_until" timestamp (3) with time zone,
	"updated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "message_settings_person_id_topic_pk" PRIMARY KEY("person_id","topic"),
	CONSTRAINT "message_settings_topic" CHECK ("message_settings"."topic" in ('alarms', 'appeals', 'notices', 'visits', 'account', 'work')),
	CONSTRAINT "message_settings_alarms" CHECK ("message_settings"."topic" <> 'alarms' or not "message_settings"."is_muted" or ("message_settings"."muted_until" is not null
        and "message_settings"."muted_until" <= "message_settings"."updated_at" + interval '24 hours'))
);
--> statement-breakpoint
CREATE TABLE "quiet_hours" (
	"person_id" uuid PRIMARY KEY NOT NULL,
	"from_hour" integer NOT NULL,
	"until_hour" integer NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "quiet_hours_from" CHECK ("quiet_hours"."from_hour" in (20, 21, 22, 23)),
	CONSTRAINT "quiet_hours_until" CHECK ("quiet_hours"."until_hour" in (5, 6, 7, 8, 9))
);
--> statement-breakpoint
ALTER TABLE "deliveries" ADD COLUMN "is_alarm" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "inbox" ADD COLUMN "topic" text DEFAULT 'account' NOT NULL;--> statement-breakpoint
ALTER TABLE "inbox" ADD COLUMN "asks" text;--> statement-breakpoint
CREATE INDEX "inbox_asking" ON "inbox" USING btree ("subject_id") WHERE asks is not null and read_at is null and topic <> 'notices';--> statement-breakpoint
CREATE INDEX "inbox_low" ON "inbox" USING btree ("person_id","created_at") WHERE urgency = 'low' and read_at is null;--> statement-breakpoint
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_reserved" CHECK ("deliveries"."is_alarm" or "deliveries"."channel" <> 'subscribe' or not ("deliveries"."template" in ('alarmRaised')));--> statement-breakpoint
ALTER TABLE "inbox" ADD CONSTRAINT "inbox_topic" CHECK ("inbox"."topic" in ('alarms', 'appeals', 'notices', 'visits', 'account', 'work'));--> statement-breakpoint
-- Messages written before topics were kept take theirs from their kind.
UPDATE "inbox" SET "topic" = CASE
	WHEN "kind" LIKE 'appeal.%' AND "link" LIKE '/modules/worker/%' THEN 'work'
	WHEN "kind" LIKE 'appeal.%' THEN 'appeals'
	WHEN "kind" LIKE 'visit.%' THEN 'visits'
	WHEN "kind" IN ('homes.claimed', 'family.toConfirm', 'correction.arrived', 'feedback.arrived')
		OR "kind" LIKE 'approvals.%' OR "kind" LIKE 'roles.%' THEN 'work'
	ELSE 'account' END;--> statement-breakpoint
ALTER TABLE "inbox" ALTER COLUMN "topic" DROP DEFAULT;--> statement-breakpoint
ALTER TABLE "deliveries" ALTER COLUMN "is_alarm" DROP DEFAULT;
