CREATE TABLE "order_followers" (
	"community_id" uuid NOT NULL,
	"order_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"from_order_id" uuid,
	"since" timestamp (3) with time zone NOT NULL,
	"left_at" timestamp (3) with time zone,
	CONSTRAINT "order_followers_community_id_order_id_person_id_pk" PRIMARY KEY("community_id","order_id","person_id")
);
--> statement-breakpoint
ALTER TABLE "order_events" DROP CONSTRAINT "order_events_action";--> statement-breakpoint
ALTER TABLE "orders" DROP CONSTRAINT "orders_state";--> statement-breakpoint
ALTER TABLE "orders" ADD COLUMN "merged_into" uuid;--> statement-breakpoint
ALTER TABLE "orders" ADD COLUMN "is_merged" boolean GENERATED ALWAYS AS (merged_into is not null) STORED;--> statement-breakpoint
ALTER TABLE "orders" ADD COLUMN "merged_into_whole" boolean GENERATED ALWAYS AS (case when merged_into is not null then false end) STORED;--> statement-breakpoint
CREATE INDEX "order_followers_person" ON "order_followers" USING btree ("person_id");--> statement-breakpoint
ALTER TABLE "orders" ADD CONSTRAINT "orders_whole" UNIQUE("id","community_id","is_merged");--> statement-breakpoint
ALTER TABLE "orders" ADD CONSTRAINT "orders_merged_into_whole" FOREIGN KEY ("merged_into","community_id","merged_into_whole") REFERENCES "public"."orders"("id","community_id","is_merged") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "orders_near" ON "orders" USING btree ("lat","lng") WHERE state in ('waiting', 'accepted', 'handling', 'whistled', 'objected', 'reopened', 'resolved');--> statement-breakpoint
CREATE INDEX "orders_place" ON "orders" USING btree ("place_id") WHERE state in ('waiting', 'accepted', 'handling', 'whistled', 'objected', 'reopened', 'resolved');--> statement-breakpoint
CREATE INDEX "orders_merged" ON "orders" USING btree ("merged_into") WHERE merged_into is not null;--> statement-breakpoint
ALTER TABLE "order_events" ADD CONSTRAINT "order_events_action" CHECK ("order_events"."action" in ('submit', 'accept', 'undoAccept', 'assign', 'handBack', 'reassign', 'step', 'reclassify', 'pause', 'resume', 'extend', 'resolve', 'confirm', 'lapse', 'rate', 'callBack', 'reopen', 'withdraw', 'urge', 'supplement', 'supervise', 'escalate', 'decline', 'closeUnfixed', 'contest', 'reinstate', 'uphold', 'whistle', 'reportIn', 'object', 'insist', 'release', 'callIn', 'joinIn', 'merge', 'split'));--> statement-breakpoint
ALTER TABLE "orders" ADD CONSTRAINT "orders_merged_state" CHECK (("orders"."state" = 'merged') = ("orders"."merged_into" is not null));--> statement-breakpoint
ALTER TABLE "orders" ADD CONSTRAINT "orders_state" CHECK ("orders"."state" in ('waiting', 'accepted', 'handling', 'whistled', 'objected', 'resolved', 'reopened', 'closed', 'unfixed', 'withdrawn', 'declined', 'contested', 'merged'));