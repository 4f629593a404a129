CREATE TABLE "promise_policies" (
	"id" uuid PRIMARY KEY NOT NULL,
	"place_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"category" text NOT NULL,
	"urgency" text NOT NULL,
	"span" jsonb NOT NULL,
	"extension" jsonb NOT NULL,
	"set_by" uuid NOT NULL,
	"set_at" timestamp (3) with time zone NOT NULL,
	"ended_at" timestamp (3) with time zone,
	CONSTRAINT "promise_policies_urgency" CHECK ("promise_policies"."urgency" in ('normal', 'urgent', 'emergency'))
);
--> statement-breakpoint
ALTER TABLE "order_events" DROP CONSTRAINT "order_events_action";--> statement-breakpoint
ALTER TABLE "orders" DROP CONSTRAINT "orders_state";--> statement-breakpoint
ALTER TABLE "orders" DROP CONSTRAINT "orders_no_holder_when_waiting";--> statement-breakpoint
ALTER TABLE "places" DROP CONSTRAINT "places_kind";--> statement-breakpoint
ALTER TABLE "order_events" ADD COLUMN "detail" text;--> statement-breakpoint
ALTER TABLE "orders" ADD COLUMN "emergency" text;--> statement-breakpoint
ALTER TABLE "orders" ADD COLUMN "span" jsonb NOT NULL DEFAULT '{"calendarHours": 48}';--> statement-breakpoint
ALTER TABLE "orders" ALTER COLUMN "span" DROP DEFAULT;--> statement-breakpoint
ALTER TABLE "orders" ADD COLUMN "promised_from" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "orders" ADD COLUMN "yellow_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "orders" ADD COLUMN "paused_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "orders" ADD COLUMN "pause_reason" text;--> statement-breakpoint
ALTER TABLE "orders" ADD COLUMN "extended_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "orders" ADD COLUMN "supervised_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "orders" ADD COLUMN "waiting_since" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "orders" ADD COLUMN "department_id" uuid;--> statement-breakpoint
ALTER TABLE "orders" ADD COLUMN "departments" uuid[] NOT NULL DEFAULT '{}';--> statement-breakpoint
ALTER TABLE "orders" ALTER COLUMN "departments" DROP DEFAULT;--> statement-breakpoint
ALTER TABLE "orders" ADD COLUMN "joined" uuid[] NOT NULL DEFAULT '{}';--> statement-breakpoint
ALTER TABLE "orders" ALTER COLUMN "joined" DROP DEFAULT;--> statement-breakpoint
ALTER TABLE "orders" ADD COLUMN "whistled_by" uuid;--> statement-breakpoint
ALTER TABLE "orders" ADD COLUMN "report_due_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "orders" ADD COLUMN "reported_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "orders" ADD COLUMN "objected_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "orders" ADD COLUMN "closes_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "orders" ADD COLUMN "ended_as" text;--> statement-breakpoint
ALTER TABLE "orders" ADD COLUMN "rating" text;--> statement-breakpoint
ALTER TABLE "orders" ADD COLUMN "rated_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "orders" ADD COLUMN "called_back_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "orders" ADD COLUMN "look_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "orders" ADD COLUMN "rungs" text[] NOT NULL DEFAULT '{}';--> statement-breakpoint
ALTER TABLE "orders" ALTER COLUMN "rungs" DROP DEFAULT;--> statement-breakpoint
-- Orders of before keep the moment they were promised; their clocks start to ring from here on.
UPDATE "orders" SET "promised_from" = "created_at", "yellow_at" = "promised_at" - interval '12 hours',
  "waiting_since" = CASE WHEN "state" = 'waiting' THEN "updated_at" END,
  "closes_at" = CASE WHEN "state" = 'resolved' THEN coalesce("resolved_at", "updated_at") + interval '5 days' END,
  "ended_as" = CASE WHEN "state" IN ('closed', 'withdrawn', 'declined') THEN "state" WHEN "state" = 'contested' THEN 'declined' END,
  "look_at" = CASE WHEN "state" IN ('waiting', 'accepted', 'handling', 'reopened') THEN "promised_at" - interval '12 hours'
    WHEN "state" = 'resolved' THEN coalesce("resolved_at", "updated_at") + interval '5 days' END;--> statement-breakpoint
ALTER TABLE "orders" ALTER COLUMN "promised_from" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "orders" ALTER COLUMN "yellow_at" SET NOT NULL;--> statement-breakpoint
CREATE INDEX "promise_policies_place" ON "promise_policies" USING btree ("place_id","kind") WHERE ended_at is null;--> statement-breakpoint
CREATE INDEX "order_events_reclassified" ON "order_events" USING btree ("community_id","id") WHERE action = 'reclassify';--> statement-breakpoint
CREATE INDEX "orders_look" ON "orders" USING btree ("look_at") WHERE look_at is not null;--> statement-breakpoint
CREATE INDEX "orders_board" ON "orders" USING btree ("community_id","promised_at","id") WHERE state in ('waiting', 'accepted', 'handling', 'whistled', 'objected', 'reopened', 'contested');--> statement-breakpoint
CREATE INDEX "orders_departments" ON "orders" USING gin ("departments") WHERE departments <> '{}';--> statement-breakpoint
ALTER TABLE "order_events" ADD CONSTRAINT "order_events_action" CHECK ("order_events"."action" in ('submit', 'accept', 'undoAccept', 'assign', 'handBack', 'reassign', 'step', 'reclassify', 'pause', 'resume', 'extend', 'resolve', 'confirm', 'lapse', 'rate', 'callBack', 'reopen', 'withdraw', 'urge', 'supplement', 'supervise', 'escalate', 'decline', 'closeUnfixed', 'contest', 'reinstate', 'uphold', 'whistle', 'reportIn', 'object', 'insist', 'release', 'callIn', 'joinIn'));--> statement-breakpoint
ALTER TABLE "orders" ADD CONSTRAINT "orders_pause" CHECK (("orders"."paused_at" is null) = ("orders"."pause_reason" is null));--> statement-breakpoint
ALTER TABLE "orders" ADD CONSTRAINT "orders_paused_when_held" CHECK ("orders"."paused_at" is null or "orders"."state" in ('accepted', 'handling', 'reopened'));--> statement-breakpoint
ALTER TABLE "orders" ADD CONSTRAINT "orders_department" CHECK ("orders"."state" not in ('whistled', 'objected') or "orders"."department_id" is not null);--> statement-breakpoint
ALTER TABLE "orders" ADD CONSTRAINT "orders_state" CHECK ("orders"."state" in ('waiting', 'accepted', 'handling', 'whistled', 'objected', 'resolved', 'reopened', 'closed', 'unfixed', 'withdrawn', 'declined', 'contested'));--> statement-breakpoint
ALTER TABLE "orders" ADD CONSTRAINT "orders_no_holder_when_waiting" CHECK ("orders"."state" not in ('waiting', 'whistled', 'objected') or "orders"."holder_id" is null);--> statement-breakpoint
ALTER TABLE "places" ADD CONSTRAINT "places_kind" CHECK ("places"."kind" in ('county', 'subdistrict', 'community', 'estate', 'grid', 'building', 'entrance', 'department'));